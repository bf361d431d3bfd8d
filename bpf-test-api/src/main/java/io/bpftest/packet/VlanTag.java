package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;

/**
 * One VLAN tag.
 *
 * @param etherType the type that announces the tag: 0x8100, or 0x88a8 for a provider's outer tag
 */
record VlanTag(EtherType etherType, int id, int priority) {

    VlanTag {
        id = FieldRange.check("VLAN id", id, 0xfff);
        priority = FieldRange.check("VLAN priority", priority, 7);
    }

    /** The tag followed by what it wraps. */
    Packet.Builder around(Packet.@Nullable Builder inner, EtherType innerType) {
        return new Dot1qVlanTagPacket.Builder()
                .vid((short) id)
                .priority((byte) priority)
                .type(innerType)
                .payloadBuilder(inner);
    }
}
