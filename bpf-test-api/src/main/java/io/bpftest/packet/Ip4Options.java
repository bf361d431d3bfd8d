package io.bpftest.packet;

import java.net.Inet4Address;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the options of an IPv4 header (RFC 791, RFC 2113). */
final class Ip4Options {

    static final int LOOSE = 131;
    static final int STRICT = 137;
    private static final int LONGEST = 40;
    private static final int SHORTEST_ROUTE = 7;
    private static final int COPIED = 0x80;
    private static final int END = 0;
    private static final int NOTHING = 1;
    private static final int FIRST_SLOT = 4;

    private Ip4Options() {}

    static byte[] routerAlert() {
        return new byte[] {(byte) 148, 4, 0, 0};
    }

    /** A record of route with empty slots of four bytes for the routers to fill. */
    static byte[] recordRoute(int slots) {
        return route(7, new byte[4 * FieldRange.check("slots of the recorded route", slots, 9)]);
    }

    static byte[] sourceRoute(int type, Inet4Address... hops) {
        HeaderWriter addresses = new HeaderWriter();
        for (Inet4Address hop : hops) {
            addresses.bytes(hop.getAddress());
        }
        return route(type, addresses.toBytes());
    }

    static byte[] appended(byte[] options, byte[] more) {
        byte[] all = new HeaderWriter().bytes(options).bytes(more).toBytes();
        if (all.length > LONGEST) {
            throw FieldRange.refused("IPv4 options", all.length + " bytes", "at most " + LONGEST + " bytes");
        }
        return all;
    }

    /** The options with the ends of list that fill the last word. */
    static byte[] aligned(byte[] options) {
        return options.length % 4 == 0
                ? options
                : new HeaderWriter().bytes(options).alignTo(4).toBytes();
    }

    /** The options that every fragment gets, not just the first: those whose type has its upper bit set. */
    static byte[] copied(byte[] options) {
        HeaderWriter kept = new HeaderWriter();
        for (int i = 0; i < options.length && options[i] != END; i = next(options, i)) {
            if ((options[i] & COPIED) != 0) {
                kept.bytes(Arrays.copyOfRange(options, i, next(options, i)));
            }
        }
        return kept.toBytes();
    }

    /**
     * The last address of a source route that is not yet used up, or null: the header's destination is just the next
     * hop then, and transport checksums are made with the last (RFC 1122, section 3.2.1.8).
     */
    static byte @Nullable [] finalDestination(byte[] options) {
        for (int i = 0; i < options.length && options[i] != END; i = next(options, i)) {
            int type = options[i] & 0xff;
            int end = next(options, i);
            boolean whole = end - i >= SHORTEST_ROUTE && (options[i + 1] & 0xff) == end - i;
            if ((type == LOOSE || type == STRICT) && whole && (options[i + 2] & 0xff) <= end - i) {
                return Arrays.copyOfRange(options, end - 4, end);
            }
        }
        return null;
    }

    /** The names of the options up to the end of their list; how many bytes there are where it ends before the first. */
    static String names(byte[] options) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < options.length && options[i] != END; i = next(options, i)) {
            names.append(names.isEmpty() ? "" : ",").append(WellKnown.ip4Option(options[i] & 0xff));
        }
        return names.isEmpty() ? options.length + " B" : names.toString();
    }

    /** Where the option behind the one at an index starts, or the end. */
    private static int next(byte[] options, int at) {
        boolean single = options[at] == NOTHING || at + 1 == options.length;
        return Math.min(options.length, at + (single ? 1 : Math.max(2, options[at + 1] & 0xff)));
    }

    private static byte[] route(int type, byte[] slots) {
        return new HeaderWriter()
                .u8(type)
                .u8(3 + slots.length)
                .u8(FIRST_SLOT)
                .bytes(slots)
                .toBytes();
    }
}
