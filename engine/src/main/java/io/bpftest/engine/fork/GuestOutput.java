package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What tests print, kept apart by the thread that prints: the host has each thread's output printed by the thread that
 * plays it, so that it lands in the report of the right test.
 */
final class GuestOutput {

    private static final int LONGEST_PIECE = 1 << 13;

    private final WireWriter wire;
    private final Stream standard = new Stream(false);
    private final Stream error = new Stream(true);

    GuestOutput(WireWriter wire) {
        this.wire = wire;
    }

    /** What stands for System.out. */
    PrintStream standard() {
        return new PrintStream(standard, true, UTF_8);
    }

    /** What stands for System.err. */
    PrintStream error() {
        return new PrintStream(error, true, UTF_8);
    }

    /** Sends what this thread printed so far. */
    void flushThread() {
        standard.flush();
        error.flush();
    }

    private final class Stream extends OutputStream {

        private final boolean isError;
        private final ThreadLocal<ByteArrayOutputStream> printed = ThreadLocal.withInitial(ByteArrayOutputStream::new);

        Stream(boolean isError) {
            this.isError = isError;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ByteArrayOutputStream buffer = printed.get();
            int from = offset;
            while (from < offset + length) {
                int piece = Math.min(LONGEST_PIECE, offset + length - from);
                buffer.write(bytes, from, piece);
                from += piece;
                if (buffer.size() >= LONGEST_PIECE) {
                    flush();
                }
            }
        }

        /** A character whose bytes have not all come yet waits for the rest. */
        @Override
        public void flush() {
            ByteArrayOutputStream buffer = printed.get();
            byte[] bytes = buffer.toByteArray();
            int whole = bytes.length - unfinished(bytes);
            if (whole == 0) {
                return;
            }
            buffer.reset();
            buffer.write(bytes, whole, bytes.length - whole);
            try {
                wire.write(new Message.Printed(
                        Thread.currentThread().getId(), isError, new String(bytes, 0, whole, UTF_8)));
            } catch (IOException e) {
                // The host is gone, and with it the reader of what is printed.
                return;
            }
        }
    }

    /** How many bytes at the end begin a character that is not complete. */
    static int unfinished(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int one = bytes[bytes.length - back] & 0xff;
            if (one < 0x80) {
                return 0;
            } else if (one >= 0xc0) {
                int size = one >= 0xf0 ? 4 : one >= 0xe0 ? 3 : 2;
                return back < size ? back : 0;
            }
        }
        return 0;
    }
}
