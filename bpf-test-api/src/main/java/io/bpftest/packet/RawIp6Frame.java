package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes an IPv6 packet of any protocol with a raw payload; see {@link Packets#ipv6}. */
public final class RawIp6Frame extends Ip6Frame<RawIp6Frame> {

    private IpNumber protocol;

    RawIp6Frame(String source, String destination, int protocol) {
        super(source, destination);
        this.protocol = IpNumber.getInstance((byte) FieldRange.check("next header", protocol, FieldRange.BYTE));
    }

    /** A frame with another's header and so many of its extension headers. */
    RawIp6Frame(Ip6Frame<?> like, int extensionCount, IpNumber protocol) {
        super(like, extensionCount);
        this.protocol = protocol;
    }

    /** Sets protocol and payload: a packet of its own, such as GRE or SCTP. */
    public RawIp6Frame carrying(IpContent content) {
        return carrying(content.protocol(), content.bytes());
    }

    /**
     * Sets protocol and payload: the IP packet of a frame, without its Ethernet header, tags and padding; protocol 4 for
     * IPv4, 41 for IPv6.
     *
     * @throws io.bpftest.error.PacketException if the frame holds no IP packet
     */
    public RawIp6Frame carrying(Frame<?> inner) {
        return carrying(IpPart.protocolOf(inner), inner.packetBytes());
    }

    private RawIp6Frame carrying(int number, byte[] bytes) {
        RawIp6Frame copy = payload(bytes);
        copy.protocol = IpNumber.getInstance((byte) FieldRange.check("next header", number, FieldRange.BYTE));
        return copy;
    }

    @Override
    IpNumber protocol() {
        return protocol;
    }

    @Override
    int transportLength() {
        return 0;
    }

    @Override
    Packet.@Nullable Builder transport() {
        return payload();
    }
}
