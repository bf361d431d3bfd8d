package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;

/** Describes an Ethernet frame of any type with a raw payload; see {@link Packets#ethernet}. */
public final class RawFrame extends PayloadFrame<RawFrame> {

    private final EtherType type;

    RawFrame(int etherType) {
        type = EtherType.getInstance((short) FieldRange.check("EtherType", etherType, FieldRange.SHORT));
    }

    @Override
    EtherType etherType() {
        return type;
    }

    @Override
    Packet.@Nullable Builder network() {
        return payload();
    }
}
