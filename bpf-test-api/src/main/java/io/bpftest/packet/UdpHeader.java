package io.bpftest.packet;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.namednumber.UdpPort;

/** The described part of a UDP header; length and checksum are made when the packet is built. Immutable. */
public final class UdpHeader {

    static final int LENGTH = 8;

    private final int sourcePort;
    private final int destinationPort;

    private UdpHeader(int sourcePort, int destinationPort) {
        this.sourcePort = FieldRange.check("source port", sourcePort, FieldRange.SHORT);
        this.destinationPort = FieldRange.check("destination port", destinationPort, FieldRange.SHORT);
    }

    /**
     * Describes a header.
     *
     * @throws io.bpftest.error.PacketException if a port is not in 0 to 65535
     */
    public static UdpHeader of(int sourcePort, int destinationPort) {
        return new UdpHeader(sourcePort, destinationPort);
    }

    /** The source port, 0 to 65535. */
    public int sourcePort() {
        return sourcePort;
    }

    /** The destination port, 0 to 65535. */
    public int destinationPort() {
        return destinationPort;
    }

    UdpPacket.Builder builder(InetAddress source, InetAddress destination, Packet.@Nullable Builder payload) {
        return new UdpPacket.Builder()
                .srcPort(UdpPort.getInstance((short) sourcePort))
                .dstPort(UdpPort.getInstance((short) destinationPort))
                .srcAddr(source)
                .dstAddr(destination)
                .payloadBuilder(payload)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true);
    }

    /**
     * Gives a packet whose checksum came out as zero the all-ones checksum instead, since zero says that there is none
     * (RFC 768; RFC 8200 forbids it). pcap4j leaves the zero. A zero put there on purpose fits no sum and stays.
     */
    static EthernetPacket withoutZeroChecksum(
            InetAddress source, InetAddress destination, EthernetPacket.Builder builder, EthernetPacket packet) {
        UdpPacket udp = packet.get(UdpPacket.class);
        if (udp == null || udp.getHeader().getChecksum() != 0 || !udp.hasValidChecksum(source, destination, false)) {
            return packet;
        }
        builder.get(UdpPacket.Builder.class).correctChecksumAtBuild(false).checksum((short) 0xffff);
        return builder.build();
    }
}
