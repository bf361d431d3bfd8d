package io.bpftest.packet;

import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes a UDP datagram over IPv6; see {@link Packets#udp6}. */
public final class Udp6Frame extends Ip6Frame<Udp6Frame> implements UdpFields<Udp6Frame> {

    private UdpHeader udp;

    Udp6Frame(String source, int sourcePort, String destination, int destinationPort) {
        super(source, destination);
        udp = UdpHeader.of(sourcePort, destinationPort);
    }

    @Override
    public UdpHeader udp() {
        return udp;
    }

    @Override
    public Udp6Frame udp(UdpHeader header) {
        Udp6Frame copy = copy();
        copy.udp = header;
        return copy;
    }

    @Override
    IpNumber protocol() {
        return IpNumber.UDP;
    }

    @Override
    int transportLength() {
        return UdpHeader.LENGTH;
    }

    @Override
    Packet.Builder transport() {
        return udp.builder(ipSource(), ipDestination(), payload());
    }

    @Override
    EthernetPacket completed(EthernetPacket.Builder builder, EthernetPacket packet) {
        return UdpHeader.withoutZeroChecksum(ipSource(), ipDestination(), builder, packet);
    }
}
