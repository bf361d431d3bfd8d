package io.bpftest.engine.map;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A perf event array, of which libbpf reads a buffer for each CPU; the records carry the time that orders them. */
final class PerfSource implements EventSource {

    /** Of each CPU's buffer, without its first: a power of 2. */
    private static final int PAGES = 64;

    // struct perf_event_attr, its version of Linux 4.1
    private static final int ATTRIBUTES_SIZE = 96;
    private static final int PERF_TYPE_SOFTWARE = 1;
    private static final int PERF_COUNT_SW_BPF_OUTPUT = 10;
    private static final int PERF_SAMPLE_TIME = 1 << 2;
    private static final int PERF_SAMPLE_RAW = 1 << 10;
    private static final long USE_CLOCK_ID = 1L << 25;
    private static final int CLOCK_MONOTONIC = 1;

    // struct perf_event_header, then the time, the size of the data and the data; or an id and how many were lost
    private static final int PERF_RECORD_LOST = 2;
    private static final int PERF_RECORD_SAMPLE = 9;
    private static final int TIME = 8;
    private static final int DATA_SIZE = 16;
    private static final int DATA = 20;
    private static final int LOST = 16;

    /** enum bpf_perf_event_ret */
    private static final int CONTINUE = -2;

    private static final int ERROR = -1;

    private final LibBpf libbpf = Native.libbpf();
    private final EventSink received = new EventSink();

    /** Kept here so that the native side's pointer to it stays valid. */
    private final LibBpf.PerfRecord callback = this::receive;

    private final long buffer;
    private final List<Timed> taken = new ArrayList<>();
    private long time;
    private long lost;

    private record Timed(long time, byte[] event) {}

    PerfSource(MapTarget target) {
        this.buffer = libbpf.perf_buffer__new_raw(target.fd(), PAGES, attributes(), callback, 0, 0);
        if (buffer == 0) {
            throw EventSink.refused(target, Native.errno());
        }
    }

    private static long attributes() {
        long attributes = Scratch.of(ATTRIBUTES_SIZE);
        NativeMemory.clear(attributes, ATTRIBUTES_SIZE);
        NativeMemory.putInt(attributes, PERF_TYPE_SOFTWARE);
        NativeMemory.putInt(attributes + 4, ATTRIBUTES_SIZE);
        NativeMemory.putLong(attributes + 8, PERF_COUNT_SW_BPF_OUTPUT);
        NativeMemory.putLong(attributes + 16, 1); // each event is a sample
        NativeMemory.putLong(attributes + 24, PERF_SAMPLE_TIME | PERF_SAMPLE_RAW);
        NativeMemory.putLong(attributes + 40, USE_CLOCK_ID);
        NativeMemory.putInt(attributes + 48, 1); // each sample wakes the reader
        NativeMemory.putInt(attributes + 92, CLOCK_MONOTONIC);
        return attributes;
    }

    @Override
    public void take(int milliseconds, Sink sink) {
        taken.clear();
        received.during(
                event -> taken.add(new Timed(time, event)),
                () -> milliseconds == 0
                        ? libbpf.perf_buffer__consume(buffer)
                        : libbpf.perf_buffer__poll(buffer, milliseconds));
        taken.sort(Comparator.comparingLong(Timed::time));
        taken.forEach(timed -> sink.accept(timed.event));
        taken.clear();
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public boolean wasFull() {
        return lost > 0;
    }

    @Override
    public void forgetLosses() {
        lost = 0;
    }

    @Override
    public void close() {
        libbpf.perf_buffer__free(buffer);
    }

    private int receive(long context, int cpu, long header) {
        switch (NativeMemory.getInt(header)) {
            case PERF_RECORD_LOST -> lost += NativeMemory.getLong(header + LOST);
            case PERF_RECORD_SAMPLE -> {
                time = NativeMemory.getLong(header + TIME);
                int size = NativeMemory.getInt(header + DATA_SIZE);
                return received.accept(() -> NativeMemory.getBytes(header + DATA, size)) ? CONTINUE : ERROR;
            }
            default -> {
                // The kernel tells other things of the buffer too.
            }
        }
        return CONTINUE;
    }
}
