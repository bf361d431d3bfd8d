package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;

/** Refuses numbers that a header field cannot hold, before they are cut to its width unnoticed. */
final class FieldRange {

    static final int BYTE = 0xff;
    static final int SHORT = 0xffff;
    static final long INT = 0xffff_ffffL;

    private FieldRange() {}

    /** Gives the value back if it lies between 0 and {@code highest}. */
    static int check(String field, int value, int highest) {
        return (int) check(field, (long) value, highest);
    }

    /** Gives the value back if it lies between 0 and {@code highest}. */
    static long check(String field, long value, long highest) {
        if (value < 0 || value > highest) {
            throw refused(field, String.valueOf(value), "0 to " + highest);
        }
        return value;
    }

    /** Refuses a payload that the length field of the header around it cannot count. */
    static void requirePayload(int length, int longest) {
        if (length > longest) {
            throw refused("payload length", length + " bytes", "at most " + longest + " bytes");
        }
    }

    /** Makes the error for a field whose value is not one that it can hold. */
    static PacketException refused(String field, String found, String required) {
        return new PacketException(new Problem(
                "The packet's " + field + " is out of range", found, required, "give a value that the field can hold"));
    }

    /** Makes the error for an adjustment of a layer that the frame does not have. */
    static PacketException absent(Class<?> builder) {
        String name = builder.getName().substring(builder.getPackageName().length() + 1);
        return new PacketException(new Problem(
                "The frame has no layer to adjust with " + name,
                "no builder of that class",
                "a layer that " + name + " builds",
                "adjust a layer of this frame, or start from the factory of Packets that gives that layer"));
    }
}
