package io.bpftest.engine.bench;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;

import java.net.Inet4Address;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.UdpPort;
import org.pcap4j.util.MacAddress;

/** What building a packet costs, beside pcap4j's own builders, which are given their addresses ready made. */
final class PacketRows {

    private static final int ROUNDS = 11;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int PACKETS = 100_000;
    private static final byte[] PAYLOAD = new byte[64];
    private static final Inet4Address SOURCE = ip4("203.0.113.7");
    private static final Inet4Address DESTINATION = ip4("198.51.100.1");
    private static final MacAddress FROM = MacAddress.getByName("02:00:00:00:00:01");
    private static final MacAddress TO = MacAddress.getByName("02:00:00:00:00:02");

    /** Keeps the packet in use: the JVM would not build it otherwise. */
    private Packet last = fluent();

    private PacketRows() {}

    static List<Row> measure() {
        if (!Arrays.equals(fluent().getRawData(), bare().getRawData())) {
            throw new IllegalStateException("Both sides are to build the same packet");
        }
        return new PacketRows().rows();
    }

    private List<Row> rows() {
        double[] bare = new double[ROUNDS];
        double[] fluent = new double[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            bare[Math.max(0, round)] = nanoseconds(PacketRows::bare);
            fluent[Math.max(0, round)] = nanoseconds(PacketRows::fluent);
        }
        return List.of(Row.ratio("UDP packet, beside pcap4j's builder", "pcap4j", bare, fluent, 1, "ns", 1.5));
    }

    private double nanoseconds(Supplier<Packet> builder) {
        long start = System.nanoTime();
        for (int i = 0; i < PACKETS; i++) {
            last = builder.get();
        }
        return (System.nanoTime() - start) / (double) PACKETS;
    }

    private static Packet fluent() {
        return udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload(PAYLOAD).build();
    }

    private static Packet bare() {
        UdpPacket.Builder udp = new UdpPacket.Builder()
                .srcAddr(SOURCE)
                .dstAddr(DESTINATION)
                .srcPort(UdpPort.getInstance((short) 4000))
                .dstPort(UdpPort.DOMAIN)
                .payloadBuilder(new UnknownPacket.Builder().rawData(PAYLOAD))
                .correctChecksumAtBuild(true)
                .correctLengthAtBuild(true);
        IpV4Packet.Builder ip = new IpV4Packet.Builder()
                .version(IpVersion.IPV4)
                .tos(IpV4Rfc791Tos.newInstance((byte) 0))
                .ttl((byte) 64)
                .protocol(IpNumber.UDP)
                .srcAddr(SOURCE)
                .dstAddr(DESTINATION)
                .payloadBuilder(udp)
                .correctChecksumAtBuild(true)
                .correctLengthAtBuild(true);
        return new EthernetPacket.Builder()
                .srcAddr(FROM)
                .dstAddr(TO)
                .type(EtherType.IPV4)
                .payloadBuilder(ip)
                .pad(new byte[0])
                .paddingAtBuild(false)
                .build();
    }
}
