package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads an IGMP message. */
final class IgmpDissector {

    private static final int LENGTH = 8;

    private IgmpDissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("igmp");
        }
        int type = frame.u8(0);
        String group = AddressText.ip(frame.bytes(4, 4));
        TransportChecksum checksum = TransportChecksum.of(frame, 2, frame.left(), null);
        frame.field("type", type(type))
                .field("max response", frame.u8(1))
                .field("checksum", checksum.text())
                .field("group", group)
                .header("igmp", LENGTH, "igmp " + kind(type) + " " + group + checksum.complaint());
        return null;
    }

    private static String type(int type) {
        String kind = kind(type);
        return NumberText.hex(type, 2) + (kind.startsWith("type") ? "" : " (" + kind + ")");
    }

    private static String kind(int type) {
        return switch (type) {
            case Igmp.QUERY -> "query";
            case 0x12 -> "v1 report";
            case Igmp.REPORT -> "v2 report";
            case Igmp.LEAVE -> "leave";
            case 0x22 -> "v3 report";
            default -> "type " + NumberText.hex(type, 2);
        };
    }
}
