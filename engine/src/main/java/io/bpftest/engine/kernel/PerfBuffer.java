package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.BpfException;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's records of one trace event as far as the thread that opened this causes it ({@code perf_event_open(2)}).
 *
 * <p>Nobody else reads this buffer, and nobody else's buffer loses what stands in it. Kernel memory and file descriptor
 * go when the buffer is closed or not referred to any more, and with the process.
 */
final class PerfBuffer implements AutoCloseable {

    /** What a run may print before the rest is lost: some hundred lines. */
    static final int CAPACITY = Math.max(64 * 1024, NativeMemory.pageSize());

    /** More than any record of a printk, whose text has at most 1,024 bytes. */
    private static final int LARGEST_RECORD = 2048;

    private static final Cleaner CLEANER = Cleaner.create();

    // struct perf_event_mmap_page
    private static final int DATA_HEAD = 1024;
    private static final int DATA_TAIL = 1032;

    // struct perf_event_header, then the size of the raw data
    private static final int RECORD_SIZE = 6;
    private static final int RAW_DATA = 12;
    private static final int PERF_RECORD_SAMPLE = 9;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;

    private final long page;
    private final Cleaner.Cleanable resources;

    private PerfBuffer(long page, Resources resources) {
        this.page = page;
        this.resources = CLEANER.register(this, resources);
    }

    /** What is given back to the kernel. */
    private record Resources(int descriptor, long page, long size) implements Runnable {
        @Override
        public void run() {
            Native.libc().munmap(page, size);
            Native.libc().close(descriptor);
        }
    }

    /**
     * Begins to record an event of this thread.
     *
     * @param subject what cannot be done without, for errors
     * @throws BpfException if the kernel refuses
     */
    static PerfBuffer open(int event, String subject) {
        return open(PerfEvent.recorded(event, subject), subject);
    }

    /** Takes over an event's file descriptor, which is closed if this fails; otherwise as {@link #open(int, String)}. */
    static PerfBuffer open(PerfEvent event, String subject) {
        long size = (long) NativeMemory.pageSize() + CAPACITY;
        long page = Native.libc().mmap(0, size, PROT_READ_WRITE, MAP_SHARED, event.descriptor(), 0, 0);
        if (page == -1) {
            BpfException refused = PerfEvent.refused(Native.errno(), subject);
            event.close();
            throw refused;
        }
        return new PerfBuffer(page, new Resources(event.descriptor(), page, size));
    }

    /** Forgets what was recorded up to now. */
    void skip() {
        NativeMemory.putLong(page + DATA_TAIL, NativeMemory.getLong(page + DATA_HEAD));
    }

    /** Tells whether records may have been lost since the last {@link #skip()}. */
    boolean mayHaveLost() {
        long used = NativeMemory.getLong(page + DATA_HEAD) - NativeMemory.getLong(page + DATA_TAIL);
        return used > CAPACITY - LARGEST_RECORD;
    }

    /** Gives the raw data of the records since the last {@link #skip()}. */
    List<byte[]> records() {
        long head = NativeMemory.getLong(page + DATA_HEAD);
        long position = NativeMemory.getLong(page + DATA_TAIL);
        if (position == head) {
            return List.of();
        }
        List<byte[]> records = new ArrayList<>();
        while (position < head) {
            // Records begin at multiples of 8, so their header lies in one piece.
            long header = address(position);
            int size = Short.toUnsignedInt(NativeMemory.getShort(header + RECORD_SIZE));
            if (NativeMemory.getInt(header) == PERF_RECORD_SAMPLE) {
                records.add(bytes(position + RAW_DATA, size - RAW_DATA));
            }
            position += size;
        }
        return records;
    }

    private byte[] bytes(long position, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = NativeMemory.getByte(address(position + i));
        }
        return bytes;
    }

    private long address(long position) {
        return page + NativeMemory.pageSize() + position % CAPACITY;
    }

    @Override
    public void close() {
        resources.clean();
    }
}
