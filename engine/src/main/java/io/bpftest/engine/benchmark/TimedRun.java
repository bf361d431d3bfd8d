package io.bpftest.engine.benchmark;

import io.bpftest.program.Benchmark;
import io.bpftest.program.Samples;

/** A program with what it runs on, to be run many times in one call. */
public interface TimedRun {

    /**
     * Runs the program so many times in a row.
     *
     * @return the mean time of a run in whole nanoseconds, as the kernel tells it
     */
    int nanoseconds(int repeat);

    /** Puts the figures together. */
    Benchmark result(Samples samples, int repeat);
}
