package io.bpftest.engine.lab;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.lang.invoke.VarHandle;

/**
 * A ring that an AF_XDP socket shares with the kernel ({@code linux/if_xdp.h}): one side produces entries, the other
 * consumes them, and each moves a number of its own, which counts on beyond the ring's size.
 */
final class XskRing {

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED_POPULATE = 0x8001;

    private final long memory;
    private final long size;
    private final long producer;
    private final long consumer;
    private final long entries;
    private final int entrySize;
    private final int mask;

    private XskRing(long memory, long size, long offsets, int entrySize, int count) {
        this.memory = memory;
        this.size = size;
        // struct xdp_ring_offset
        this.producer = memory + NativeMemory.getLong(offsets);
        this.consumer = memory + NativeMemory.getLong(offsets + 8);
        this.entries = memory + NativeMemory.getLong(offsets + 16);
        this.entrySize = entrySize;
        this.mask = count - 1;
    }

    /**
     * Maps a ring of a socket.
     *
     * @param of the socket's interface, for errors
     * @param page where in the socket's file it is
     * @param offsets the address of its {@code struct xdp_ring_offset}
     * @param entrySize in bytes
     * @param count how many entries it has, a power of two
     */
    static XskRing map(LocalInterface of, int socket, long page, long offsets, int entrySize, int count) {
        long size = NativeMemory.getLong(offsets + 16) + (long) entrySize * count;
        long mapped = Native.libc().mmap(0, size, PROT_READ_WRITE, MAP_SHARED_POPULATE, socket, page, 0);
        if (mapped == -1) {
            throw XskMemory.refused(of, "mmap", Native.errno());
        }
        return new XskRing(mapped, size, offsets, entrySize, count);
    }

    /** Tells whether the kernel has produced an entry that is not consumed. */
    boolean hasEntry() {
        return NativeMemory.getInt(producer) != NativeMemory.getInt(consumer);
    }

    /** Gives the address of the first entry that is not consumed. */
    long entry() {
        VarHandle.acquireFence();
        return at(NativeMemory.getInt(consumer));
    }

    /** Hands the first entry back. */
    void consumed() {
        VarHandle.releaseFence();
        NativeMemory.putInt(consumer, NativeMemory.getInt(consumer) + 1);
    }

    /** Produces an entry of one number; the caller knows that there is room. */
    void produce(long value) {
        int next = NativeMemory.getInt(producer);
        NativeMemory.putLong(at(next), value);
        VarHandle.releaseFence();
        NativeMemory.putInt(producer, next + 1);
    }

    private long at(int number) {
        return entries + (long) (number & mask) * entrySize;
    }

    void unmap() {
        Native.libc().munmap(memory, size);
    }
}
