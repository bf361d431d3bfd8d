package io.bpftest.packet;

import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes a TCP segment over IPv6; see {@link Packets#tcp6}. */
public final class Tcp6Frame extends Ip6Frame<Tcp6Frame> implements TcpFields<Tcp6Frame> {

    private TcpHeader tcp;

    Tcp6Frame(String source, int sourcePort, String destination, int destinationPort) {
        super(source, destination);
        tcp = TcpHeader.of(sourcePort, destinationPort);
    }

    @Override
    public TcpHeader tcp() {
        return tcp;
    }

    @Override
    public Tcp6Frame tcp(TcpHeader header) {
        Tcp6Frame copy = copy();
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
        return tcp.builder(ipSource(), ipDestination(), payload());
    }
}
