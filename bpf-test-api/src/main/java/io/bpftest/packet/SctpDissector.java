package io.bpftest.packet;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the header of SCTP and its chunks. */
final class SctpDissector {

    private static final int LENGTH = 12;
    private static final int CHUNK_HEADER = 4;
    private static final List<String> CHUNKS = List.of(
            "DATA",
            "INIT",
            "INIT ACK",
            "SACK",
            "HB REQ",
            "HB ACK",
            "ABORT",
            "SHUTDOWN",
            "SHUTDOWN ACK",
            "OP ERR",
            "COOKIE ECHO",
            "COOKIE ACK",
            "ECN ECHO",
            "CWR",
            "SHUTDOWN COMPLETE");

    private SctpDissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("sctp");
        }
        long found = frame.u32(Sctp.CHECKSUM);
        long expected = Sctp.checksum(frame.bytes(0, frame.left()));
        String right = found == expected ? "right" : String.format("wrong, 0x%08x is right", expected);
        String verdict = frame.incomplete() ? "not checked, the packet is incomplete" : right;
        String tag = String.format("0x%08x", frame.u32(4));
        frame.field("source port", WellKnown.port(frame.u16(0)))
                .field("destination port", WellKnown.port(frame.u16(2)))
                .field("verification tag", tag)
                .field("checksum", String.format("0x%08x (%s)", found, verdict))
                .header(
                        "sctp",
                        LENGTH,
                        "sctp " + frame.u16(0) + " > " + frame.u16(2) + " tag " + tag
                                + (found == expected || frame.incomplete() ? "" : " bad checksum"));
        return frame.left() == 0 ? null : SctpDissector::chunk;
    }

    private static @Nullable Dissector chunk(Dissection frame) {
        if (frame.left() < CHUNK_HEADER) {
            return frame.cutShort("sctp chunk");
        }
        int type = frame.u8(0);
        int length = frame.u16(2);
        if (length < CHUNK_HEADER) {
            return frame.malformed("sctp chunk length " + length);
        }
        if (length > frame.left()) {
            return frame.cutShort("sctp chunk");
        }
        String name = type < CHUNKS.size() ? CHUNKS.get(type) : "chunk " + type;
        int padded = Math.min((length + 3) / 4 * 4, frame.left());
        frame.field("type", type + " (" + name.toLowerCase(Locale.ROOT) + ")")
                .field("flags", NumberText.hex(frame.u8(1), 2))
                .field("length", length)
                .field("value", HexText.run(frame.bytes(CHUNK_HEADER, length - CHUNK_HEADER)))
                .header("sctp chunk", padded, "[" + name + "] " + length + " B");
        return frame.left() == 0 ? null : SctpDissector::chunk;
    }
}
