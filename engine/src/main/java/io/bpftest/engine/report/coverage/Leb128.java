package io.bpftest.engine.report.coverage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Numbers of LLVM's variable length, and texts with their lengths before them. */
final class Leb128 {

    private static final int MOST_BYTES = 10;
    private static final int LARGEST_TEXT = 64 << 20;

    private Leb128() {}

    /** Reads a number without a sign, at the buffer's position. */
    static long number(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < MOST_BYTES; i++) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << 7 * i;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number without an end");
    }

    /** Reads one that counts what follows. */
    static int count(ByteBuffer in) {
        long value = number(in);
        if (value < 0 || value > LARGEST_TEXT) {
            throw new IndexOutOfBoundsException("a count beyond measure: " + value);
        }
        return (int) value;
    }

    /** Reads a text after its length. */
    static String text(ByteBuffer in) {
        byte[] bytes = new byte[Math.min(count(in), in.remaining() + 1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads what stands behind its size and the size that it has compressed, which is 0 where it is not. */
    static ByteBuffer block(ByteBuffer in) {
        int size = count(in);
        int compressed = count(in);
        byte[] bytes = new byte[Math.min(compressed == 0 ? size : compressed, in.remaining() + 1)];
        in.get(bytes);
        if (compressed == 0) {
            return ByteBuffer.wrap(bytes);
        }
        byte[] whole = new byte[size];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            if (inflater.inflate(whole) != size) {
                throw new IndexOutOfBoundsException("compressed text that ends too early");
            }
        } catch (DataFormatException e) {
            throw new IndexOutOfBoundsException("compressed text that is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
        return ByteBuffer.wrap(whole);
    }
}
