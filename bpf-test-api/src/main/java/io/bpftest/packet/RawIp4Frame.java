package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes an IPv4 packet of any protocol with a raw payload; see {@link Packets#ipv4}. */
public final class RawIp4Frame extends Ip4Frame<RawIp4Frame> {

    private final IpNumber protocol;

    RawIp4Frame(String source, String destination, int protocol) {
        super(source, destination);
        this.protocol = IpNumber.getInstance((byte) FieldRange.check("protocol", protocol, FieldRange.BYTE));
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
