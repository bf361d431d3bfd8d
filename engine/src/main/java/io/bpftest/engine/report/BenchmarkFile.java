package io.bpftest.engine.report;

import io.bpftest.spi.record.JsonText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Benchmarks as tools read them that draw trends: an array of objects with {@code name}, {@code unit}, {@code value}, {@code range}
 * and {@code extra}, of which smaller values are better (github-action-benchmark's {@code customSmallerIsBetter}). Names stay
 * the same from build to build as long as tests and programs keep theirs.
 */
final class BenchmarkFile {

    private final JsonText json = new JsonText().array();
    private final Map<String, Integer> names = new HashMap<>();
    private boolean empty = true;

    /** Will hold the benchmarks of some tests. */
    BenchmarkFile(List<TestResult> tests) {
        for (TestResult test : tests) {
            List<BenchmarkResult> benchmarks = test.details().benchmarks();
            for (int i = 0; i < benchmarks.size(); i++) {
                add(
                        test,
                        benchmarks.get(i),
                        i + 1 < benchmarks.size() && isReference(benchmarks.get(i), benchmarks.get(i + 1)));
            }
        }
        json.endArray();
    }

    boolean isEmpty() {
        return empty;
    }

    String text() {
        return json.toString() + "\n";
    }

    /** A comparison leaves two, the reference first; both programs may have one name. */
    private static boolean isReference(BenchmarkResult first, BenchmarkResult second) {
        return first.compared().isEmpty()
                && second.compared().startsWith("with " + first.name() + " of " + first.source() + ": ");
    }

    private void add(TestResult test, BenchmarkResult benchmark, boolean reference) {
        empty = false;
        String name = name(test, benchmark, reference);
        json.object()
                .member("name", name)
                .member("unit", "ns")
                .decimal("value", benchmark.samples().median())
                .member("range", "± " + benchmark.samples().spread())
                .member("extra", extra(benchmark))
                .endObject();
        size(name + ": instructions verified", "instructions", benchmark.verified(), benchmark);
        size(name + ": machine code", "B", benchmark.jited(), benchmark);
    }

    private void size(String name, String unit, long value, BenchmarkResult benchmark) {
        if (value > 0) {
            json.object()
                    .member("name", name)
                    .member("unit", unit)
                    .member("value", value)
                    .member("extra", "kernel " + benchmark.place())
                    .endObject();
        }
    }

    /** A test may measure one program several times: by their order, which stays the same. */
    private String name(TestResult test, BenchmarkResult benchmark, boolean reference) {
        String name = test.className() + " › " + test.name() + ": " + benchmark.name()
                + (reference ? " (reference)" : "")
                + (test.folder().isEmpty() ? "" : " on " + test.folder());
        int number = names.merge(name, 1, Integer::sum);
        return number == 1 ? name : name + " #" + number;
    }

    private static String extra(BenchmarkResult benchmark) {
        return benchmark.input() + ": " + benchmark.outcome() + "\n" + benchmark.samples() + " of "
                + benchmark.repeat() + " runs\n" + benchmark.sizes() + "\nkernel " + benchmark.place()
                + (benchmark.compared().isEmpty() ? "" : "\ncompared " + benchmark.compared())
                + (benchmark.notes().isEmpty() ? "" : "\n" + String.join("\n", benchmark.notes()));
    }
}
