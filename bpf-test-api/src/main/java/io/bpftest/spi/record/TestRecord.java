package io.bpftest.spi.record;

import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.ProgramInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one test does, or the set-up of one class: which programs it loads, how often they give what, and what failures
 * leave. Closing it writes it to the file that the report is made of.
 */
public final class TestRecord implements AutoCloseable {

    private static final int MOST_SAVED = 5;
    private static final int MOST_PACKETS_OF_FAILURE = 3;
    private static final int MOST_TABLES = 20;
    private static final int MOST_BENCHMARKS = 100;

    private static final ThreadLocal<TestRecord> OF_THREAD = new ThreadLocal<>();

    private record Saved(String file, List<byte[]> packets) {}

    private final Supplier<String> id;
    private final String className;
    private final boolean ofOneTest;
    private final Supplier<Path> reports;
    private final List<Tally> tallies = new CopyOnWriteArrayList<>();
    private final List<Saved> saved = new ArrayList<>();
    private final List<RecordedTable> tables = new ArrayList<>();
    private final List<RecordedBenchmark> benchmarks = new ArrayList<>();

    /**
     * Begins a record.
     *
     * @param id gives Jupiter's unique id of the test or class; asked when it is written
     * @param className the outermost class's name, by which reruns replace records
     * @param ofOneTest false for what the tests of a class share
     * @param reports gives the folder for reports; asked when something is written
     */
    public TestRecord(Supplier<String> id, String className, boolean ofOneTest, Supplier<Path> reports) {
        this.id = id;
        this.className = className;
        this.ofOneTest = ofOneTest;
        this.reports = reports;
    }

    /** Gives the record of the test that runs in this thread; null if there is none. */
    public static @Nullable TestRecord ofThread() {
        return OF_THREAD.get();
    }

    /** Says which record is that of this thread's test; null if this thread runs none any more. */
    public static void set(@Nullable TestRecord record) {
        if (record == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(record);
        }
    }

    /** The outermost class's name. */
    public String className() {
        return className;
    }

    /** Begins a line about this test or class. */
    JsonText line() {
        return new JsonText().object().member("test", id.get()).member("class", className);
    }

    /** The folder for reports. */
    Path reports() {
        return reports.get();
    }

    boolean isOfOneTest() {
        return ofOneTest;
    }

    /**
     * Records a file that a failure left.
     *
     * @param packets those in it, as they went in, came out and should have come out
     */
    public synchronized void saved(Path file, List<byte[]> packets) {
        if (saved.size() < MOST_SAVED) {
            List<byte[]> first = packets.subList(0, Math.min(MOST_PACKETS_OF_FAILURE, packets.size()));
            saved.add(new Saved(relative(file), List.copyOf(first)));
        }
    }

    /** Records figures that have a title of their own; what is beyond 20 is not kept. */
    public synchronized void table(RecordedTable table) {
        if (tables.size() < MOST_TABLES) {
            tables.add(table);
        }
    }

    /** Records what a benchmark measured; what is beyond 100 is not kept. */
    public synchronized void benchmark(Benchmark benchmark) {
        if (benchmarks.size() < MOST_BENCHMARKS) {
            benchmarks.add(new RecordedBenchmark(benchmark, null));
        }
    }

    /** Records what a comparison measured, as two benchmarks; otherwise as {@link #benchmark}. */
    public synchronized void comparison(BenchmarkComparison comparison) {
        benchmark(comparison.reference());
        if (benchmarks.size() < MOST_BENCHMARKS) {
            benchmarks.add(new RecordedBenchmark(comparison.subject(), comparison));
        }
    }

    synchronized Tally tally(ProgramInfo program, Supplier<ProgramFigures> figures) {
        for (Tally known : tallies) {
            if (known.program().equals(program)) {
                return known;
            }
        }
        Tally made = new Tally(program, figures.get());
        tallies.add(made);
        return made;
    }

    /** Gives this test's tally of a program that another record was told of; asked for each run, so it waits for nobody. */
    Tally tallyLike(Tally other) {
        List<Tally> known = tallies;
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).isLike(other)) {
                return known.get(i);
            }
        }
        return tally(other.program(), other::figures);
    }

    @Override
    public synchronized void close() {
        if (tallies.isEmpty() && saved.isEmpty() && tables.isEmpty() && benchmarks.isEmpty()) {
            return;
        }
        JsonText json = line();
        json.array("programs");
        tallies.forEach(tally -> tally.write(json));
        json.endArray().array("saved");
        saved.forEach(file -> write(file, json));
        json.endArray().array("tables");
        tables.forEach(table -> write(table, json));
        json.endArray().array("benchmarks");
        benchmarks.forEach(benchmark -> benchmark.write(json));
        RecordFile.in(reports.get()).add(json.endArray().endObject());
    }

    private static void write(Saved file, JsonText json) {
        json.object().member("file", file.file()).array("packets");
        file.packets().forEach(packet -> json.string(HexFormat.of().formatHex(packet)));
        json.endArray().endObject();
    }

    private void write(RecordedTable table, JsonText json) {
        json.object().member("title", table.title()).array("counts");
        table.counts().forEach((what, count) -> json.object()
                .member("text", what)
                .member("count", count)
                .endObject());
        json.endArray().array("changed");
        for (ChangedPacket packet : table.changed()) {
            json.object()
                    .member("number", packet.number())
                    .bytes("packet", packet.packet())
                    .member("before", packet.before())
                    .member("after", packet.after())
                    .endObject();
        }
        json.endArray().member("file", table.file().map(this::relative).orElse(null));
        json.endObject();
    }

    private String relative(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = reports.get().toAbsolutePath().normalize();
        return whole.startsWith(folder) ? folder.relativize(whole).toString() : whole.toString();
    }
}
