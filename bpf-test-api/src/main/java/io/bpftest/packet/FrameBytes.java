package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.util.Arrays;

/** Reads and changes the finished bytes of a frame. */
final class FrameBytes {

    private FrameBytes() {}

    static byte[] cut(byte[] frame, int length) {
        require(frame, length, "cut to " + length + " bytes");
        return Arrays.copyOf(frame, length);
    }

    static byte[] overwritten(byte[] frame, int offset, byte[] bytes) {
        // As long, since an offset near the largest int must not wrap.
        require(frame, (long) offset + bytes.length, "overwritten at offset " + offset);
        System.arraycopy(bytes, 0, frame, offset, bytes.length);
        return frame;
    }

    static int u16(byte[] frame, int offset) {
        return (frame[offset] & 0xff) << 8 | (frame[offset + 1] & 0xff);
    }

    static void u16(byte[] frame, int offset, int value) {
        frame[offset] = (byte) (value >> 8);
        frame[offset + 1] = (byte) value;
    }

    static void require(byte[] frame, long length, String damage) {
        if (frame.length < length) {
            throw new PacketException(new Problem(
                    "The frame cannot be " + damage,
                    frame.length + " bytes",
                    "at least " + length + " bytes",
                    "give the frame more payload, or damage it before it is cut"));
        }
    }
}
