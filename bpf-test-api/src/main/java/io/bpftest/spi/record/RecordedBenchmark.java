package io.bpftest.spi.record;

import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.ProgramInfo;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark on its way to the report.
 *
 * @param comparison what it was part of as the program that was judged; null of any other
 */
record RecordedBenchmark(Benchmark benchmark, @Nullable BenchmarkComparison comparison) {

    void write(JsonText json) {
        ProgramInfo program = benchmark.program();
        json.object()
                .member("name", program.name())
                .member("title", program.title())
                .member("source", program.source())
                .member("kernel", program.kernel())
                .member("environment", program.environment())
                .member("input", benchmark.input())
                .member("outcome", benchmark.outcome())
                .member("repeat", benchmark.repeat())
                .member("verified", benchmark.verifiedInstructions())
                .member("jited", benchmark.jitedBytes());
        if (comparison != null) {
            ProgramInfo reference = comparison.reference().program();
            json.member("compared", "with " + reference.name() + " of " + reference.source() + ": " + comparison);
        }
        json.array("samples");
        for (int sample : benchmark.samples().nanoseconds()) {
            json.number(sample);
        }
        json.endArray().array("notes");
        benchmark.notes().forEach(json::string);
        json.endArray().endObject();
    }
}
