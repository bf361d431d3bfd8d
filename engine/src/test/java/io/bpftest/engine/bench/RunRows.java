package io.bpftest.engine.bench;

import com.sun.management.ThreadMXBean;
import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.program.PacketProgram;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What one run costs, in time and in allocated bytes. */
final class RunRows {

    /** The result's object and its context beside its bytes: their headers and fields. */
    private static final int RESULT_BYTES = 160;

    private static final int ARRAY_HEADER_BYTES = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CProgram c;
    private final Path folder;

    /** Measures compiled objects in a folder. */
    RunRows(CProgram c, Path folder) {
        this.c = c;
        this.folder = folder;
    }

    /** Measures both forms of a run on packets of 64 and 1,500 bytes. */
    List<Row> all(String object, String type, Class<? extends PacketProgram<?, ?>> handle) {
        return measured(object, handle, runs -> {
            String what = type + " " + runs.length() + " B";
            int padded = (ARRAY_HEADER_BYTES + runs.length() + 7) / 8 * 8;
            Runs.Times times = runs.times();
            return List.of(
                    Row.ratio("run into buffer, " + what, times.inC(), times.intoBuffer(), 1, "ns", 1.15),
                    new Row("  allocated", "", allocatedPerRun(runs::intoBuffer), 0, "B/run"),
                    Row.ratio("run(byte[]), " + what, times.inC(), times.fromArray(), 1, "ns", 1.5),
                    new Row("  allocated", "", allocatedPerRun(runs::fromArray), padded + RESULT_BYTES, "B/run"));
        });
    }

    /** Measures runs into a buffer alone. */
    List<Row> intoBuffer(String object, String type, Class<? extends PacketProgram<?, ?>> handle) {
        return measured(object, handle, runs -> {
            Runs.Times times = runs.times();
            String what = type + " " + runs.length() + " B";
            return List.of(
                    Row.ratio("run into buffer, " + what, times.inC(), times.intoBuffer(), 1, "ns", 1.2),
                    new Row("  allocated", "", allocatedPerRun(runs::intoBuffer), 0, "B/run"));
        });
    }

    private List<Row> measured(
            String object, Class<? extends PacketProgram<?, ?>> handle, Function<Runs, List<Row>> measurement) {
        Path file = folder.resolve(object);
        try (LoadedObject loaded = Bpf.open(file).load()) {
            PacketProgram<?, ?> program = loaded.program(handle);
            return IntStream.of(64, 1500)
                    .mapToObj(length -> measurement.apply(new Runs(c, file, program, length)))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** What a handful of bytes in a hundred thousand runs would make is no allocation of a run: rounds to 0.01. */
    private static double allocatedPerRun(Runnable runs) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        runs.run();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        return Math.round(100.0 * allocated / Runs.TIMES) / 100.0;
    }
}
