package io.bpftest.engine.map;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;

/**
 * Native memory for many entries of a map, in the layout of the kernel's batch commands: all keys, then all values, without
 * gaps. Belongs to one operation, so that what an operation calls may use the thread's scratch and other buffers.
 */
final class EntryBuffer implements AutoCloseable {

    /** Enough entries that the system call does not count, few enough bytes to stay in a cache. */
    private static final int BYTES = 256 * 1024;

    private static final int MOST_ENTRIES = 4096;

    /** A hash map's position is a 32-bit number, other kinds' is a key ({@code kernel/bpf/hashtab.c}, {@code syscall.c}). */
    private final int positionSize;

    private final int keySize;
    private final int valueSize;
    private final int capacity;
    private final long memory;
    private boolean swapped;

    private EntryBuffer(int keySize, int valueSize, int capacity) {
        this.keySize = keySize;
        this.valueSize = valueSize;
        this.capacity = capacity;
        this.positionSize = Scratch.align(Math.max(keySize, Integer.BYTES));
        this.memory = NativeMemory.malloc(
                Long.BYTES + 2L * positionSize + Scratch.align(keySize * capacity) + (long) valueSize * capacity);
    }

    /** Makes room for a good number of a map's entries. */
    static EntryBuffer of(int keySize, int valueSize, int maxEntries) {
        int fitting = Math.max(1, Math.min(MOST_ENTRIES, BYTES / Math.max(1, keySize + valueSize)));
        int most = maxEntries <= 0 ? MOST_ENTRIES : maxEntries;
        return new EntryBuffer(keySize, valueSize, Math.min(fitting, most));
    }

    /** Makes twice the room, with the same position; this buffer stays its owner's. */
    EntryBuffer doubled() {
        EntryBuffer larger = new EntryBuffer(keySize, valueSize, 2 * capacity);
        NativeMemory.putBytes(larger.in(), NativeMemory.getBytes(in(), positionSize));
        return larger;
    }

    int capacity() {
        return capacity;
    }

    /** Where the number of entries stands, 32 bits. */
    long count() {
        return memory;
    }

    /** Where the last call ended, for the next to begin at. */
    long in() {
        return memory + Long.BYTES + (swapped ? positionSize : 0);
    }

    /** Where the kernel writes how far it came. */
    long out() {
        return memory + Long.BYTES + (swapped ? 0 : positionSize);
    }

    /** Makes how far the kernel came the beginning of the next call. */
    void advance() {
        swapped = !swapped;
    }

    long key(int index) {
        return memory + Long.BYTES + 2L * positionSize + (long) index * keySize;
    }

    long value(int index) {
        return key(0) + Scratch.align(keySize * capacity) + (long) index * valueSize;
    }

    @Override
    public void close() {
        NativeMemory.free(memory);
    }
}
