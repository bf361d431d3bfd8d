package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes an IPv6 packet of any protocol with a raw payload; see {@link Packets#ipv6}. */
public final class RawIp6Frame extends Ip6Frame<RawIp6Frame> {

    private final IpNumber protocol;

    RawIp6Frame(String source, String destination, int protocol) {
        super(source, destination);
        this.protocol = IpNumber.getInstance((byte) FieldRange.check("next header", protocol, FieldRange.BYTE));
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
