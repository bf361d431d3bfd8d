package io.bpftest.engine.ffi;

import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.PageManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads and writes native memory by address, in the machine's byte order. The caller owns the memory. */
public final class NativeMemory {

    private static final MemoryIO IO = MemoryIO.getInstance();

    private NativeMemory() {}

    /** Allocates a buffer that lives as long as it is referred to; zeroed. */
    public static ByteBuffer allocate(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    /** The address of a direct buffer's first byte, whatever its position. */
    public static long address(ByteBuffer direct) {
        return IO.getDirectBufferAddress(direct);
    }

    /** Allocates memory of the C library without touching it; to be freed by {@link #free}. */
    public static long malloc(long size) {
        return IO.allocateMemory(size, false);
    }

    /** Frees what {@link #malloc} gave. */
    public static void free(long address) {
        IO.freeMemory(address);
    }

    /** The size of a page of memory. */
    public static int pageSize() {
        return Math.toIntExact(PageManager.getInstance().pageSize());
    }

    public static byte getByte(long address) {
        return IO.getByte(address);
    }

    public static short getShort(long address) {
        return IO.getShort(address);
    }

    public static int getInt(long address) {
        return IO.getInt(address);
    }

    public static long getLong(long address) {
        return IO.getLong(address);
    }

    public static void putByte(long address, byte value) {
        IO.putByte(address, value);
    }

    public static void putShort(long address, short value) {
        IO.putShort(address, value);
    }

    public static void putInt(long address, int value) {
        IO.putInt(address, value);
    }

    public static void putLong(long address, long value) {
        IO.putLong(address, value);
    }

    /** Sets bytes to zero. */
    public static void clear(long address, long size) {
        IO.setMemory(address, size, (byte) 0);
    }

    /** Copies bytes within native memory. */
    public static void copy(long from, long to, long size) {
        IO.copyMemory(from, to, size);
    }

    /** Copies bytes out of native memory. */
    public static byte[] getBytes(long address, int size) {
        byte[] bytes = new byte[size];
        IO.getByteArray(address, bytes, 0, size);
        return bytes;
    }

    /** Copies bytes into native memory. */
    public static void putBytes(long address, byte[] bytes) {
        IO.putByteArray(address, bytes, 0, bytes.length);
    }

    /** Copies bytes out of native memory to a place in an array. */
    public static void getBytes(long address, byte[] bytes, int offset, int size) {
        IO.getByteArray(address, bytes, offset, size);
    }

    /** Copies some of an array's bytes into native memory. */
    public static void putBytes(long address, byte[] bytes, int offset, int size) {
        IO.putByteArray(address, bytes, offset, size);
    }

    /** Reads a C string of UTF-8. */
    public static String getString(long address) {
        return new String(IO.getZeroTerminatedByteArray(address), StandardCharsets.UTF_8);
    }
}
