package io.bpftest.engine.ffi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Native memory of one thread for the arguments of one call: it is overwritten by the thread's next use.
 *
 * <p>Grows as needed and goes with the thread.
 */
public final class Scratch {

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private static final int ALIGNMENT = 8;

    private ByteBuffer buffer = NativeMemory.allocate(4096);
    private long address = NativeMemory.address(buffer);

    private Scratch() {}

    /** Gives the address of at least {@code size} bytes, aligned to 8, with arbitrary content. */
    public static long of(long size) {
        return OF_THREAD.get().ensure(Math.toIntExact(size));
    }

    /** Gives the address of a C string: a text in UTF-8 with a zero behind it. */
    public static long string(String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        long address = of(bytes.length);
        NativeMemory.putBytes(address, bytes);
        return address;
    }

    /** Rounds a size up to the alignment, for several regions in one scratch. */
    public static int align(int size) {
        return (size + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private long ensure(int size) {
        if (buffer.capacity() < size) {
            buffer = NativeMemory.allocate(Math.max(size, 2 * buffer.capacity()));
            address = NativeMemory.address(buffer);
        }
        return address;
    }
}
