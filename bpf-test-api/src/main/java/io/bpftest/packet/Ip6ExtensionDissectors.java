package io.bpftest.packet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the extension headers of IPv6 that may stand before a transport header (RFC 8200). */
final class Ip6ExtensionDissectors {

    private static final int FRAGMENT_LENGTH = 8;
    private static final int UNIT = 8;
    private static final String ROUTING = "routing";

    /** IANA's IPv6 routing types. */
    private static final Map<Integer, String> ROUTING_TYPES = Map.of(
            0, "0 (source route)",
            2, "2 (mobility)",
            3, "3 (RPL source route)",
            4, "4 (segment routing)",
            253, "253 (experiment 1)",
            254, "254 (experiment 2)");

    private Ip6ExtensionDissectors() {}

    static @Nullable Dissector hopByHop(Dissection frame) {
        return generic(frame, "hop-by-hop");
    }

    static @Nullable Dissector routing(Dissection frame) {
        return generic(frame, ROUTING);
    }

    static @Nullable Dissector destinationOptions(Dissection frame) {
        return generic(frame, "dstopt");
    }

    static @Nullable Dissector fragment(Dissection frame) {
        if (frame.left() < FRAGMENT_LENGTH) {
            return frame.cutShort("fragment");
        }
        int next = frame.u8(0);
        int offset = frame.u16(2) & 0xfff8;
        boolean more = (frame.u16(2) & 1) != 0;
        long id = frame.u32(4);
        frame.field("next header", NumberText.protocol(next))
                .field("reserved", NumberText.hex(frame.u8(1), 2))
                .field("fragment offset", offset)
                .field("reserved bits", frame.u16(2) >> 1 & 3)
                .field("more fragments", more)
                .field("identification", id)
                .header(
                        "ip6 fragment",
                        FRAGMENT_LENGTH,
                        "fragment id " + id + " offset " + offset + (more ? " [MF]" : "") + Ip6Dissector.unread(next));
        if (offset != 0 || more) {
            frame.fragment();
        }
        return offset == 0 ? following(frame, next) : null;
    }

    private static @Nullable Dissector generic(Dissection frame, String name) {
        if (frame.left() < UNIT) {
            return frame.cutShort(name);
        }
        int next = frame.u8(0);
        int length = (frame.u8(1) + 1) * UNIT;
        if (length > frame.left()) {
            return frame.cutShort(name);
        }
        boolean routing = name.equals(ROUTING);
        String route = routing ? " type " + frame.u8(2) + " segments left " + frame.u8(3) : "";
        Dissection fixed = frame.field("next header", NumberText.protocol(next)).field("header length", length);
        Dissection all = routing
                ? fixed.field("routing type", ROUTING_TYPES.getOrDefault(frame.u8(2), String.valueOf(frame.u8(2))))
                        .field("segments left", frame.u8(3))
                : fixed;
        int data = routing ? 4 : 2;
        all.field("data", HexText.run(frame.bytes(data, length - data)))
                .header("ip6 " + name, length, name + " " + length + " B" + route + Ip6Dissector.unread(next));
        return following(frame, next);
    }

    /** What reads the header that one of these names, over whichever IP version. */
    static @Nullable Dissector following(Dissection frame, int next) {
        PseudoHeader before = frame.addresses();
        if (before != null) {
            frame.addresses(before.withProtocol(next));
        }
        return before != null && before.isIp4() ? Dissectors.ofProtocol(next) : Dissectors.ofNextHeader(next);
    }
}
