package io.bpftest.packet;

import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes a TCP segment over IPv4; see {@link Packets#tcp4}. */
public final class Tcp4Frame extends Ip4Frame<Tcp4Frame> implements TcpFields<Tcp4Frame> {

    private TcpHeader tcp;

    Tcp4Frame(String source, int sourcePort, String destination, int destinationPort) {
        super(source, destination);
        tcp = TcpHeader.of(sourcePort, destinationPort);
    }

    @Override
    public TcpHeader tcp() {
        return tcp;
    }

    @Override
    public Tcp4Frame tcp(TcpHeader header) {
        Tcp4Frame copy = copy();
        copy.tcp = header;
        return copy;
    }

    @Override
    IpNumber protocol() {
        return IpNumber.TCP;
    }

    @Override
    int transportLength() {
        return tcp.length();
    }

    @Override
    Packet.Builder transport() {
        return tcp.builder(ipSource(), destination4(), payload());
    }
}
