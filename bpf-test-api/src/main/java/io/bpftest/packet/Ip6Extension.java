package io.bpftest.packet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/**
 * One extension header of IPv6 (RFC 8200).
 *
 * @param type the next-header number that announces it
 * @param body all of it but its first byte, which names the header that follows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Ip6Extension(int type, byte[] body) {

    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int DESTINATION_OPTIONS = 60;

    private static final int UNIT = 8;
    private static final int LONGEST = 256 * UNIT;
    private static final int PAD1 = 0;
    private static final int PADN = 1;

    /** A header of options, padded to a multiple of 8 bytes. */
    static Ip6Extension ofOptions(int type, byte[] options) {
        int used = 2 + options.length;
        int missing = (UNIT - used % UNIT) % UNIT;
        HeaderWriter padding = new HeaderWriter();
        if (missing == 1) {
            padding.u8(PAD1);
        } else if (missing > 1) {
            padding.u8(PADN).u8(missing - 2).bytes(new byte[missing - 2]);
        }
        return sized(
                type, new HeaderWriter().bytes(options).bytes(padding.toBytes()).toBytes());
    }

    static Ip6Extension routing(int type, int segmentsLeft, byte[] data) {
        HeaderWriter content = new HeaderWriter()
                .u8(FieldRange.check("routing type", type, FieldRange.BYTE))
                .u8(FieldRange.check("segments left", segmentsLeft, FieldRange.BYTE))
                .bytes(data);
        if ((2 + content.length()) % UNIT != 0) {
            throw FieldRange.refused(
                    "routing data", data.length + " bytes", "4 bytes, or a multiple of 8 more than that");
        }
        return sized(ROUTING, content.toBytes());
    }

    static Ip6Extension fragment(int offset, boolean more, long identification) {
        if (offset % UNIT != 0) {
            throw FieldRange.refused("fragment offset", offset + " bytes", "a multiple of 8 bytes");
        }
        int checked = FieldRange.check("fragment offset", offset, 0xfff8);
        return new Ip6Extension(
                FRAGMENT,
                new HeaderWriter()
                        .u8(0)
                        .u16(checked | (more ? 1 : 0))
                        .u32(FieldRange.check("fragment identification", identification, FieldRange.INT))
                        .toBytes());
    }

    int length() {
        return 1 + body.length;
    }

    /** How many of the headers stay before the fragment header: up to the last that routers read. */
    static int unfragmentable(List<Ip6Extension> extensions) {
        int count = extensions.size();
        while (count > 0 && extensions.get(count - 1).type != HOP_BY_HOP && extensions.get(count - 1).type != ROUTING) {
            count--;
        }
        return count;
    }

    static int length(List<Ip6Extension> extensions) {
        int sum = 0;
        for (Ip6Extension extension : extensions) {
            sum += extension.length();
        }
        return sum;
    }

    /** The headers one in the other around the transport header of a protocol. */
    static Packet.@Nullable Builder around(
            Packet.@Nullable Builder transport, int protocol, List<Ip6Extension> extensions) {
        Packet.@Nullable Builder inner = transport;
        int next = protocol;
        for (int i = extensions.size() - 1; i >= 0; i--) {
            Ip6Extension extension = extensions.get(i);
            inner = new HeaderBytesPacket.Builder(extension.bytes(next), inner);
            next = extension.type;
        }
        return inner;
    }

    /** What the IPv6 header names as next. */
    static IpNumber first(IpNumber protocol, List<Ip6Extension> extensions) {
        return extensions.isEmpty() ? protocol : IpNumber.getInstance((byte) extensions.get(0).type);
    }

    static List<Ip6Extension> appended(List<Ip6Extension> extensions, Ip6Extension last) {
        List<Ip6Extension> longer = new ArrayList<>(extensions);
        longer.add(last);
        return List.copyOf(longer);
    }

    private byte[] bytes(int next) {
        return new HeaderWriter().u8(next).bytes(body).toBytes();
    }

    private static Ip6Extension sized(int type, byte[] content) {
        int length = 2 + content.length;
        if (length > LONGEST) {
            throw FieldRange.refused("extension header length", length + " bytes", "at most " + LONGEST + " bytes");
        }
        return new Ip6Extension(
                type, new HeaderWriter().u8(length / UNIT - 1).bytes(content).toBytes());
    }
}
