package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes an IPv4 packet of any protocol with a raw payload; see {@link Packets#ipv4}. */
public final class RawIp4Frame extends Ip4Frame<RawIp4Frame> {

    private IpNumber protocol;

    RawIp4Frame(String source, String destination, int protocol) {
        super(source, destination);
        this.protocol = IpNumber.getInstance((byte) FieldRange.check("protocol", protocol, FieldRange.BYTE));
    }

    /** A frame with another's header and protocol. */
    RawIp4Frame(Ip4Frame<?> like) {
        super(like);
        protocol = like.protocol();
    }

    /** Sets protocol and payload: a packet of its own, such as GRE or SCTP. */
    public RawIp4Frame carrying(IpContent content) {
        return carrying(content.protocol(), content.bytes());
    }

    /**
     * Sets protocol and payload: the IP packet of a frame, without its Ethernet header, tags and padding; protocol 4 for
     * IPv4, 41 for IPv6.
     *
     * @throws io.bpftest.error.PacketException if the frame holds no IP packet
     */
    public RawIp4Frame carrying(Frame<?> inner) {
        return carrying(IpPart.protocolOf(inner), inner.packetBytes());
    }

    private RawIp4Frame carrying(int number, byte[] bytes) {
        RawIp4Frame copy = payload(bytes);
        copy.protocol = IpNumber.getInstance((byte) FieldRange.check("protocol", number, FieldRange.BYTE));
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
