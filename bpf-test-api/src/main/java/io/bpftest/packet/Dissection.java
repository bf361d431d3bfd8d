package io.bpftest.packet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the headers of a frame. Each {@link Dissector} reads one header and names the next.
 *
 * <p>The walk reads the bytes itself and not pcap4j's dissection, which gives up at the first header that it finds
 * wrong (just those are what tests of filters look at), rebuilds some payloads other than they were (DNS), and hides
 * where a header starts. The names of numbers come from pcap4j's tables.
 */
final class Dissection {

    /** Headers in headers end here: a summary is one line for people to read. */
    private static final int MOST_HEADERS = 32;

    private final byte[] frame;
    private final List<HeaderText> headers = new ArrayList<>();
    private final List<String> summary = new ArrayList<>();
    private Map<String, String> fields = new LinkedHashMap<>();
    private int at;
    private int end;
    private boolean incomplete;
    private @Nullable PseudoHeader addresses;
    private @Nullable String complaint;

    private Dissection(byte[] frame) {
        this.frame = frame;
        this.end = frame.length;
    }

    static Dissection of(byte[] frame) {
        Dissection dissection = new Dissection(frame);
        Dissector next = Dissectors.ETHERNET;
        while (next != null) {
            next = dissection.headers.size() < MOST_HEADERS
                    ? next.read(dissection)
                    : dissection.malformed("more than " + MOST_HEADERS + " headers");
        }
        dissection.finish();
        return dissection;
    }

    List<HeaderText> headers() {
        return List.copyOf(headers);
    }

    String summary() {
        return summary.isEmpty() ? "0 B" : String.join(" / ", summary);
    }

    /** How many bytes are left, up to the end that the headers before state. */
    int left() {
        return end - at;
    }

    /** The unsigned byte at an offset from the start of the header being read. */
    int u8(int offset) {
        return frame[at + offset] & 0xff;
    }

    int u16(int offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }

    long u32(int offset) {
        return (long) u16(offset) << 16 | u16(offset + 2);
    }

    byte[] bytes(int offset, int length) {
        byte[] bytes = new byte[length];
        System.arraycopy(frame, at + offset, bytes, 0, length);
        return bytes;
    }

    @CanIgnoreReturnValue
    Dissection field(String name, Object value) {
        fields.put(name, value.toString());
        return this;
    }

    /** Ends a header: its fields were given before, its bytes are behind us now. */
    void header(String name, int length, String text) {
        headers.add(new HeaderText(name, at, length, fields));
        fields = new LinkedHashMap<>();
        summary.add(text);
        at += length;
    }

    /** Says that what is left is no proper header, and ends the walk. */
    @Nullable
    Dissector malformed(String why) {
        complaint = why;
        return null;
    }

    /** Says that a header of at least so many bytes does not fit in what is left, and ends the walk. */
    @Nullable
    Dissector cutShort(String header) {
        return malformed(header + " header cut short");
    }

    /** Takes note of the length that a header states for what follows it: what is behind that is a trailer. */
    void limit(int length) {
        if (length <= left()) {
            end = at + length;
        } else {
            incomplete = true;
        }
    }

    /** Says that the packet's other bytes are elsewhere, so that no checksum over all of them can be made. */
    void fragment() {
        incomplete = true;
    }

    boolean incomplete() {
        return incomplete;
    }

    void addresses(PseudoHeader pseudo) {
        addresses = pseudo;
    }

    @Nullable
    PseudoHeader addresses() {
        return addresses;
    }

    private void finish() {
        if (left() > 0) {
            String name = complaint == null ? "payload" : "malformed";
            String text = complaint == null
                    ? (headers.size() > 1 ? left() + " B payload" : left() + " B")
                    : left() + " B (" + complaint + ")";
            rest(name, text, complaint);
        } else if (complaint != null) {
            summary.add("0 B (" + complaint + ")");
        }
        end = frame.length;
        if (left() > 0) {
            rest("trailer", left() + " B trailer", null);
        }
    }

    private void rest(String name, String text, @Nullable String why) {
        fields.put("length", left() + " B");
        if (why != null) {
            fields.put("reason", why);
        }
        fields.put("bytes", HexText.run(frame, at, end));
        header(name, left(), text);
    }
}
