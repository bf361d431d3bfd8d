package io.bpftest.assertion;

import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.ProgramInfo;
import java.util.Locale;
import java.util.stream.Stream;

/** The text of a program that is slower than another. */
final class SpeedFailure {

    private SpeedFailure() {}

    static FailureText text(BenchmarkComparison comparison) {
        Benchmark ours = comparison.subject();
        Benchmark theirs = comparison.reference();
        FailureText text =
                new FailureText(subject(comparison) + " takes " + two(comparison.ratio()) + " times as long as "
                        + reference(comparison) + ", expected at most " + two(comparison.allowed()) + " times");
        text.line("packet", ours.input())
                .line("gave", ours.outcome() + ", the other " + theirs.outcome())
                .line("time", samples(ours))
                .line("other", samples(theirs))
                .line(
                        "ratio",
                        two(comparison.lowest()) + " to " + two(comparison.highest()) + " times in "
                                + comparison.rounds() + " rounds, with more than 99 % confidence")
                .line("code", code(ours) + "; the other " + code(theirs));
        text.lines(
                "notes",
                Stream.concat(ours.notes().stream(), theirs.notes().stream().map(note -> "the other: " + note))
                        .toList());
        return text.line("source", ProgramFailure.source(ours.program()))
                .line("against", ProgramFailure.source(theirs.program()));
    }

    /** Names the program that is judged, with its source if the other has the same name. */
    static String subject(BenchmarkComparison comparison) {
        return name(comparison.subject().program(), comparison.reference().program());
    }

    /** Names the program that it is compared with. */
    static String reference(BenchmarkComparison comparison) {
        return name(comparison.reference().program(), comparison.subject().program());
    }

    private static String name(ProgramInfo program, ProgramInfo other) {
        String name = ProgramFailure.subject(program);
        return program.name().equals(other.name()) ? name + " of " + program.source() : name;
    }

    private static String samples(Benchmark benchmark) {
        return benchmark.samples() + " of " + String.format(Locale.ROOT, "%,d", benchmark.repeat()) + " runs";
    }

    private static String code(Benchmark benchmark) {
        return told(benchmark.verifiedInstructions()) + " instructions verified, " + told(benchmark.jitedBytes())
                + " B of machine code";
    }

    private static String told(int figure) {
        return figure == 0 ? "unknown" : String.format(Locale.ROOT, "%,d", figure);
    }

    private static String two(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
