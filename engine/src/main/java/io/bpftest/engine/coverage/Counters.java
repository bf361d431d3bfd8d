package io.bpftest.engine.coverage;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;

/** The counters of one loaded object: an array of one value, in which programs add to numbers of 64 bits. */
public final class Counters {

    private final int fd;
    private final long[] seen;

    /**
     * Takes counters that have counted nothing yet.
     *
     * @param fd the map's file descriptor, owned by its object
     * @param count how many there are
     */
    public Counters(int fd, int count) {
        this.fd = fd;
        this.seen = new long[count];
    }

    /**
     * Gives what was counted since the last time: unsigned numbers. One system call reads all, while programs may go on counting.
     *
     * @return an empty array where the kernel does not let read them
     */
    public synchronized long[] sinceLastTime() {
        long key = Scratch.of(Long.BYTES * (1L + seen.length));
        long values = key + Long.BYTES;
        NativeMemory.putLong(key, 0);
        if (Native.libbpf().bpf_map_lookup_elem(fd, key, values) < 0) {
            return new long[0];
        }
        long[] counted = new long[seen.length];
        for (int i = 0; i < counted.length; i++) {
            long now = NativeMemory.getLong(values + (long) Long.BYTES * i);
            counted[i] = now - seen[i];
            seen[i] = now;
        }
        return counted;
    }
}
