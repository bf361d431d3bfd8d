package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads one entry of an MPLS label stack (RFC 3032). */
final class MplsDissector {

    private static final int LENGTH = 4;

    private MplsDissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("mpls");
        }
        long entry = frame.u32(0);
        long label = entry >> 12;
        long trafficClass = entry >> 9 & 7;
        boolean bottom = (entry & 0x100) != 0;
        frame.field("label", label)
                .field("traffic class", trafficClass)
                .field("bottom of stack", bottom)
                .field("ttl", entry & 0xff)
                .header(
                        "mpls",
                        LENGTH,
                        "mpls " + label + (trafficClass == 0 ? "" : " tc " + trafficClass) + (bottom ? " [S]" : "")
                                + " ttl " + (entry & 0xff));
        return bottom ? inner(frame) : MplsDissector::read;
    }

    /** Nothing names what is behind the stack; as routers do, take the version of an IP packet for that. */
    private static @Nullable Dissector inner(Dissection frame) {
        if (frame.left() == 0) {
            return null;
        }
        return switch (frame.u8(0) >> 4) {
            case 4 -> Ip4Dissector::read;
            case 6 -> Ip6Dissector::read;
            default -> null;
        };
    }
}
