package io.bpftest.engine.report;

import io.bpftest.program.Samples;
import java.util.List;

/**
 * How long a program took for a packet in a test.
 *
 * @param place kernel and environment
 * @param repeat how many runs each sample is the mean of
 * @param verified instructions that the verifier went through, 0 where the kernel did not tell
 * @param jited bytes of machine code, 0 where the kernel did not tell
 * @param compared with what it was compared, and what came of that; empty if it was none, or was what
 *     another was compared with
 */
record BenchmarkResult(
        String name,
        String title,
        String source,
        String place,
        String input,
        String outcome,
        Samples samples,
        long repeat,
        long verified,
        long jited,
        String compared,
        List<String> notes) {

    /** Reads those of a test that have samples, as all have that were written whole. */
    static List<BenchmarkResult> of(List<Fields> written) {
        return written.stream()
                .filter(fields -> fields.numbers("samples").length > 0)
                .map(BenchmarkResult::of)
                .toList();
    }

    private static BenchmarkResult of(Fields fields) {
        return new BenchmarkResult(
                fields.text("name"),
                fields.text("title"),
                fields.text("source"),
                fields.text("kernel") + " (" + fields.text("environment") + ")",
                fields.text("input"),
                fields.text("outcome"),
                new Samples(fields.numbers("samples")),
                fields.number("repeat"),
                fields.number("verified"),
                fields.number("jited"),
                fields.text("compared"),
                fields.texts("notes"));
    }

    /** What stays the same from run to run: the sizes of the program. */
    String sizes() {
        return (verified == 0 ? "not told how many" : Html.count(verified)) + " instructions verified, "
                + (jited == 0 ? "unknown" : Html.count(jited)) + " B of machine code";
    }
}
