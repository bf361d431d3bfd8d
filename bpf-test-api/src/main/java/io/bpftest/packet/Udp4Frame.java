package io.bpftest.packet;

import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes a UDP datagram over IPv4; see {@link Packets#udp4}. */
public final class Udp4Frame extends Ip4Frame<Udp4Frame> implements UdpFields<Udp4Frame> {

    private UdpHeader udp;

    Udp4Frame(String source, int sourcePort, String destination, int destinationPort) {
        super(source, destination);
        udp = UdpHeader.of(sourcePort, destinationPort);
    }

    @Override
    public UdpHeader udp() {
        return udp;
    }

    @Override
    public Udp4Frame udp(UdpHeader header) {
        Udp4Frame copy = copy();
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
        return udp.builder(ipSource(), destination4(), payload());
    }

    @Override
    EthernetPacket completed(EthernetPacket.Builder builder, EthernetPacket packet) {
        return UdpHeader.withoutZeroChecksum(ipSource(), destination4(), builder, packet);
    }
}
