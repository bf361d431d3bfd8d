package io.bpftest.packet;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a DNS message; what is not plainly one stays payload, since anything may be sent to port 53. */
final class DnsDissector {

    /** RFC 1035 and RFC 2136. */
    private static final String[] CODES = {
        "",
        " FORMERR",
        " SERVFAIL",
        " NXDOMAIN",
        " NOTIMP",
        " REFUSED",
        " YXDOMAIN",
        " YXRRSET",
        " NXRRSET",
        " NOTAUTH",
        " NOTZONE"
    };

    private static final String[] OPERATIONS = {"", "inverse ", "status ", "operation 3 ", "notify ", "update "};

    private static final Map<Integer, String> FLAGS =
            Map.of(Dns.RESPONSE, "response", 0x400, "AA", 0x200, "TC", 0x100, "RD", 0x80, "RA", 0x20, "AD", 0x10, "CD");

    private DnsDissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < Dns.HEADER || frame.u16(4) != 1) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        int end = name(frame, name);
        if (end < 0 || end + 4 > frame.left()) {
            return null;
        }
        int flags = frame.u16(2);
        boolean response = (flags & Dns.RESPONSE) != 0;
        int code = flags & 0xf;
        boolean truncated = (flags & 0x200) != 0;
        int number = flags >> 11 & 0xf;
        String operation = number < OPERATIONS.length ? OPERATIONS[number] : "operation " + number + " ";
        int answers = frame.u16(6);
        String question = DnsType.text(frame.u16(end)) + " " + name;
        String coded = code < CODES.length ? CODES[code] : " rcode " + code;
        String counted = answers == 0 ? "" : " " + answers + (answers == 1 ? " answer" : " answers");
        frame.field("id", frame.u16(0))
                .field("flags", WellKnown.flags(flags, 4, FLAGS))
                .field("questions", 1)
                .field("answers", answers)
                .field("authorities", frame.u16(8))
                .field("additional", frame.u16(10))
                .field("question", question)
                .field("records", HexText.run(frame.bytes(end + 4, frame.left() - end - 4)))
                .header(
                        "dns",
                        frame.left(),
                        "dns " + operation + (truncated ? "truncated " : "") + (response ? "response" : "query")
                                + " id " + frame.u16(0) + " " + question + coded + counted);
        return null;
    }

    /** Writes the question's name; gives where it ends, or -1 if it is cut short or compressed. */
    private static int name(Dissection frame, StringBuilder name) {
        int at = Dns.HEADER;
        while (at < frame.left()) {
            int length = frame.u8(at++);
            if (length == 0) {
                name.append(name.isEmpty() ? "." : "");
                return at;
            }
            if (length > 63 || at + length > frame.left()) {
                return -1;
            }
            name.append(name.isEmpty() ? "" : ".").append(label(frame.bytes(at, length)));
            at += length;
        }
        return -1;
    }

    private static String label(byte[] bytes) {
        // Bytes that are no visible character are written as RFC 4343 does: \010.
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(
                    b > ' ' && b < 0x7f
                            ? new String(new byte[] {b}, StandardCharsets.US_ASCII)
                            : String.format("\\%03d", b & 0xff));
        }
        return text.toString();
    }
}
