package io.bpftest.packet;

import java.util.Arrays;

/** Writes the fields of a header one behind the other, in network byte order. */
@CanIgnoreReturnValue
final class HeaderWriter {

    private byte[] bytes = new byte[32];
    private int length;

    HeaderWriter u8(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
        return this;
    }

    HeaderWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    HeaderWriter u24(int value) {
        return u8(value >> 16).u16(value);
    }

    HeaderWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    HeaderWriter bytes(byte... more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Writes zeros up to the next multiple of a length. */
    HeaderWriter alignTo(int unit) {
        while (length % unit != 0) {
            u8(0);
        }
        return this;
    }

    /** How many bytes there are. */
    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
