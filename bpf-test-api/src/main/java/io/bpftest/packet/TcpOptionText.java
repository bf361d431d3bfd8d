package io.bpftest.packet;

/** Writes the options of the TCP header at which a walk stands, with the names that tcpdump has for them. */
final class TcpOptionText {

    private static final int END = 0;
    private static final int NOP = 1;

    private TcpOptionText() {}

    /** The options between two offsets in the header, each after a space. */
    static String of(Dissection frame, int from, int to) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < to && frame.u8(at) != END) {
            int kind = frame.u8(at);
            if (kind == NOP) {
                text.append(" nop");
                at++;
                continue;
            }
            int length = at + 1 < to ? frame.u8(at + 1) : 0;
            if (length < 2 || at + length > to) {
                return text.append(" bad option ")
                        .append(kind)
                        .append(length == 0 ? "" : " length " + length)
                        .toString();
            }
            text.append(' ').append(option(frame, at, kind, length));
            at += length;
        }
        return text.toString();
    }

    private static String option(Dissection frame, int at, int kind, int length) {
        return switch (kind << 8 | length) {
            case 2 << 8 | 4 -> "mss " + frame.u16(at + 2);
            case 3 << 8 | 3 -> "wscale " + frame.u8(at + 2);
            case 4 << 8 | 2 -> "sackOK";
            case 8 << 8 | 10 -> "TS val " + frame.u32(at + 2) + " ecr " + frame.u32(at + 6);
            default ->
                kind == 5 && length > 2 && (length - 2) % 8 == 0
                        ? sack(frame, at, length)
                        : "option " + kind + " (" + length + " B)";
        };
    }

    private static String sack(Dissection frame, int at, int length) {
        StringBuilder text = new StringBuilder("sack");
        for (int block = at + 2; block < at + length; block += 8) {
            text.append(' ').append(frame.u32(block)).append(':').append(frame.u32(block + 4));
        }
        return text.toString();
    }
}
