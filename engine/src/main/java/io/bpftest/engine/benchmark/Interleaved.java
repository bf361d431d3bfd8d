package io.bpftest.engine.benchmark;

import io.bpftest.program.BenchmarkComparison;

/** Measures two programs in turn, until it is known which takes longer than allowed, or that it cannot be known. */
public final class Interleaved {

    /** How many rounds there are at most; {@link BenchmarkComparison} counts on five looks. */
    private static final int MOST_ROUNDS = 5 * Sampler.SAMPLES;

    private Interleaved() {}

    /**
     * Measures both.
     *
     * @param allowed how many times the reference's time the subject may take
     */
    public static BenchmarkComparison measure(TimedRun subject, TimedRun reference, double allowed) {
        Sampler ours = new Sampler(subject);
        Sampler theirs = new Sampler(reference);
        ours.warmUp();
        theirs.warmUp();
        BenchmarkComparison comparison;
        int rounds = 0;
        do {
            for (int i = 0; i < Sampler.SAMPLES; i++) {
                round(ours, theirs, rounds++);
            }
            comparison = new BenchmarkComparison(ours.result(), theirs.result(), allowed);
        } while (!comparison.isDecided() && rounds < MOST_ROUNDS);
        return comparison;
    }

    /** Neither is always the second, which finds caches as the other left them. */
    private static void round(Sampler ours, Sampler theirs, int number) {
        Sampler first = number % 2 == 0 ? ours : theirs;
        Sampler second = number % 2 == 0 ? theirs : ours;
        first.sample();
        second.sample();
    }
}
