package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads an IPv4 header with its options. */
final class Ip4Dissector {

    private static final int SHORTEST = 20;
    private static final int CHECKSUM = 10;

    private Ip4Dissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < SHORTEST) {
            return frame.cutShort("ip4");
        }
        int version = frame.u8(0) >> 4;
        int length = (frame.u8(0) & 0xf) * 4;
        if (version != 4) {
            return frame.malformed("version " + version + " where ip4 was announced");
        }
        if (length < SHORTEST) {
            return frame.malformed("ip4 header length " + length);
        }
        if (length > frame.left()) {
            return frame.cutShort("ip4");
        }
        int total = frame.u16(2);
        int protocol = frame.u8(9);
        int fragment = frame.u16(6);
        int behind = frame.left() - length;
        Dissector next = Dissectors.ofProtocol(protocol);
        byte[] last = Ip4Options.finalDestination(frame.bytes(SHORTEST, length - SHORTEST));
        frame.addresses(new PseudoHeader(frame.bytes(12, 4), last == null ? frame.bytes(16, 4) : last, protocol));
        String text = text(frame, length, next == null);
        fields(frame, length).header("ip4", length, text);
        if (total < length) {
            return behind == 0 ? null : frame.malformed("ip4 total length " + total);
        }
        frame.limit(total - length);
        boolean first = (fragment & 0x1fff) == 0;
        if (!first || (fragment & 0x2000) != 0) {
            frame.fragment();
        }
        return first && total > length ? next : null;
    }

    private static Dissection fields(Dissection frame, int length) {
        int fragment = frame.u16(6);
        Dissection fixed = frame.field("version", 4)
                .field("header length", length)
                .field("type of service", WellKnown.trafficClass(frame.u8(1)))
                .field("total length", frame.u16(2))
                .field("identification", frame.u16(4))
                .field("flags", flags(fragment))
                .field("fragment offset", offset(fragment))
                .field("ttl", frame.u8(8))
                .field("protocol", NumberText.protocol(frame.u8(9)))
                .field("checksum", InternetChecksum.verdict(frame.u16(CHECKSUM), checksum(frame, length)))
                .field("source", AddressText.ip(frame.bytes(12, 4)))
                .field("destination", AddressText.ip(frame.bytes(16, 4)));
        return length == SHORTEST
                ? fixed
                : fixed.field(
                        "options",
                        Ip4Options.names(frame.bytes(SHORTEST, length - SHORTEST)) + " ("
                                + HexText.run(frame.bytes(SHORTEST, length - SHORTEST)) + ")");
    }

    private static String text(Dissection frame, int length, boolean unread) {
        int fragment = frame.u16(6);
        int total = frame.u16(2);
        StringBuilder text = new StringBuilder("ip4 ")
                .append(AddressText.ip(frame.bytes(12, 4)))
                .append(" > ")
                .append(AddressText.ip(frame.bytes(16, 4)))
                .append(" ttl ")
                .append(frame.u8(8));
        if (frame.u8(1) != 0) {
            text.append(" tos ").append(NumberText.hex(frame.u8(1), 2));
        }
        if ((fragment & 0x3fff) != 0) {
            text.append(" fragment id ").append(frame.u16(4)).append(" offset ").append(offset(fragment));
        }
        if ((fragment & 0xe000) != 0) {
            text.append(" [").append(flags(fragment)).append(']');
        }
        if (length > SHORTEST) {
            text.append(" options ").append(Ip4Options.names(frame.bytes(SHORTEST, length - SHORTEST)));
        }
        if (total > frame.left()) {
            text.append(" length ")
                    .append(total)
                    .append(" but ")
                    .append(frame.left())
                    .append(" B there");
        }
        if (!InternetChecksum.isRight(frame.u16(CHECKSUM), checksum(frame, length))) {
            text.append(" bad checksum");
        }
        if (unread) {
            text.append(" protocol ").append(NumberText.protocol(frame.u8(9)));
        }
        return text.toString();
    }

    private static int checksum(Dissection frame, int length) {
        return InternetChecksum.expected(frame.bytes(0, length), CHECKSUM, 0);
    }

    private static int offset(int fragment) {
        return (fragment & 0x1fff) * 8;
    }

    private static String flags(int fragment) {
        String text = ((fragment & 0x8000) != 0 ? "reserved, " : "")
                + ((fragment & 0x4000) != 0 ? "DF, " : "")
                + ((fragment & 0x2000) != 0 ? "MF, " : "");
        return text.isEmpty() ? "none" : text.substring(0, text.length() - 2);
    }
}
