package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads a TCP header with its options. */
final class TcpDissector {

    private static final int SHORTEST = 20;
    private static final int CHECKSUM = 16;

    private TcpDissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < SHORTEST) {
            return frame.cutShort("tcp");
        }
        int length = (frame.u8(12) >> 4) * 4;
        int flags = frame.u8(13);
        TransportChecksum checksum = TransportChecksum.of(frame, CHECKSUM, frame.left(), frame.addresses());
        // A header length that cannot be right still leaves the fixed part to show.
        boolean wrongLength = length < SHORTEST || length > frame.left();
        int shown = wrongLength ? SHORTEST : length;
        String text = "tcp " + frame.u16(0) + " > " + frame.u16(2)
                + " [" + TcpFlag.signs(flags) + "] seq " + frame.u32(4)
                + ((flags & TcpFlag.ACK.mask()) != 0 ? " ack " + frame.u32(8) : "")
                + " win " + frame.u16(14)
                + ((frame.u8(12) & 0xf) != 0 ? " reserved " + NumberText.hex(frame.u8(12) & 0xf, 1) : "")
                + ((flags & TcpFlag.URG.mask()) != 0 ? " urg " + frame.u16(18) : "")
                + (shown > SHORTEST ? options(frame, shown) : "")
                + (wrongLength ? " header length " + length : "")
                + checksum.complaint();
        Dissection fixed = frame.field("source port", WellKnown.port(frame.u16(0)))
                .field("destination port", WellKnown.port(frame.u16(2)))
                .field("sequence", frame.u32(4))
                .field("acknowledgment", frame.u32(8))
                .field("header length", length)
                .field("reserved", frame.u8(12) & 0xf)
                .field("flags", "[" + TcpFlag.signs(flags) + "]")
                .field("window", frame.u16(14))
                .field("checksum", checksum.text())
                .field("urgent pointer", frame.u16(18));
        Dissection all = shown == SHORTEST
                ? fixed
                : fixed.field(
                        "options",
                        options(frame, shown).strip() + " (" + HexText.run(frame.bytes(SHORTEST, shown - SHORTEST))
                                + ")");
        all.header("tcp", shown, text);
        return null;
    }

    /** The options by name, or only their length where the list ends before the first. */
    private static String options(Dissection frame, int end) {
        String text = TcpOptionText.of(frame, SHORTEST, end);
        return text.isEmpty() ? " options " + (end - SHORTEST) + " B" : text;
    }
}
