package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads the extension headers of IPv6 that may stand before a transport header (RFC 8200). */
final class Ip6ExtensionDissectors {

    private static final int FRAGMENT_LENGTH = 8;
    private static final int UNIT = 8;

    private Ip6ExtensionDissectors() {}

    static @Nullable Dissector hopByHop(Dissection frame) {
        return generic(frame, "hop-by-hop");
    }

    static @Nullable Dissector routing(Dissection frame) {
        return generic(frame, "routing");
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
        frame.field("next header", NumberText.protocol(next))
                .field("header length", length)
                .field("data", HexText.run(frame.bytes(2, length - 2)))
                .header("ip6 " + name, length, name + " " + length + " B" + Ip6Dissector.unread(next));
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
