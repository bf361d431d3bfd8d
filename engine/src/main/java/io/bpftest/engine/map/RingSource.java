package io.bpftest.engine.map;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;

/** A ring buffer, read by libbpf. */
final class RingSource implements EventSource {

    private static final int PROT_READ = 1;
    private static final int MAP_SHARED = 1;

    /** Each record has a header of 8 bytes, and begins at a multiple of 8 ({@code kernel/bpf/ringbuf.c}). */
    private static final int RECORD_HEADER = 8;

    private final LibBpf libbpf = Native.libbpf();
    private final EventSink received = new EventSink();

    /** Kept here so that the native side's pointer to it stays valid. */
    private final LibBpf.RingSample callback = this::receive;

    private final long size;
    private final long ring;

    /** Two pages: how far the reader is in the first, how far the writers are in the second. */
    private final long positions;

    private long fullest;
    private int largest;

    RingSource(MapTarget target) {
        this.size = Integer.toUnsignedLong(target.info().maxEntries());
        this.ring = libbpf.ring_buffer__new(target.fd(), callback, 0, 0);
        if (ring == 0) {
            throw EventSink.refused(target, Native.errno());
        }
        this.positions = Native.libc().mmap(0, 2L * NativeMemory.pageSize(), PROT_READ, MAP_SHARED, target.fd(), 0, 0);
        if (positions == -1) {
            int error = Native.errno();
            libbpf.ring_buffer__free(ring);
            throw EventSink.refused(target, error);
        }
    }

    @Override
    public void take(int milliseconds, Sink sink) {
        long waiting = NativeMemory.getLong(positions + NativeMemory.pageSize()) - NativeMemory.getLong(positions);
        fullest = Math.max(fullest, waiting);
        received.during(
                sink,
                () -> milliseconds == 0
                        ? libbpf.ring_buffer__consume(ring)
                        : libbpf.ring_buffer__poll(ring, milliseconds));
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public boolean wasFull() {
        return largest > 0 && fullest + Scratch.align(largest + RECORD_HEADER) >= size;
    }

    @Override
    public void forgetLosses() {
        fullest = 0;
    }

    @Override
    public void close() {
        libbpf.ring_buffer__free(ring);
        Native.libc().munmap(positions, 2L * NativeMemory.pageSize());
    }

    private int receive(long context, long data, long bytes) {
        largest = Math.max(largest, (int) bytes);
        return received.accept(() -> NativeMemory.getBytes(data, (int) bytes)) ? 0 : EventSink.STOP;
    }
}
