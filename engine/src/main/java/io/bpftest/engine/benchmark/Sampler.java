package io.bpftest.engine.benchmark;

import io.bpftest.program.Benchmark;
import io.bpftest.program.Samples;
import java.util.Arrays;

/**
 * Takes samples of one program. A sample lasts long beside what disturbs it once, such as an interrupt, and is short beside what
 * goes on for longer, such as another process, so that some samples have none of that.
 */
public final class Sampler {

    /** How many samples a benchmark has: the least that an interval of more than 99 % leaves extremes out of. */
    public static final int SAMPLES = 20;

    private static final int SAMPLE_NANOSECONDS = 2_000_000;
    private static final int LEAST_RUNS = 10;
    private static final int MOST_RUNS = 1_000_000;
    private static final int FIRST_RUNS = 100;
    private static final int WARM_UP = 3;

    private final TimedRun run;
    private int[] samples = {};
    private int repeat = FIRST_RUNS;

    /** Will take samples of a program. */
    public Sampler(TimedRun run) {
        this.run = run;
    }

    /** Measures one program on its own. */
    public static Benchmark measure(TimedRun run) {
        Sampler sampler = new Sampler(run);
        sampler.warmUp();
        for (int i = 0; i < SAMPLES; i++) {
            sampler.sample();
        }
        return sampler.result();
    }

    /** Warms caches and branch predictors up, and finds how many runs a sample needs; the first guess is of a cold program. */
    void warmUp() {
        for (int i = 0; i < WARM_UP; i++) {
            repeat = Math.min(
                    MOST_RUNS, Math.max(LEAST_RUNS, SAMPLE_NANOSECONDS / Math.max(1, run.nanoseconds(repeat))));
        }
    }

    void sample() {
        samples = Arrays.copyOf(samples, samples.length + 1);
        samples[samples.length - 1] = run.nanoseconds(repeat);
    }

    Benchmark result() {
        return run.result(new Samples(samples), repeat);
    }
}
