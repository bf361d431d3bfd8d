package io.bpftest.program;

import java.time.Duration;

/** What one test run of any program gave: its return value, at least. */
public abstract class Run {

    private final Program program;
    private final int returnValue;
    private final int nanoseconds;

    /**
     * Records a run; engines call this.
     *
     * @param returnValue the program's return value, as 32 bits
     * @param nanoseconds the mean time of a run, as the kernel measured it
     */
    protected Run(Program program, int returnValue, int nanoseconds) {
        this.program = program;
        this.returnValue = returnValue;
        this.nanoseconds = nanoseconds;
    }

    /** The program that ran. */
    public Program program() {
        return program;
    }

    /** The return value as the program gave it, in 32 bits. */
    public final int returnValue() {
        return returnValue;
    }

    /** The kernel's own measure of the run; timer noise for a single run of a short program. */
    public final Duration duration() {
        return Duration.ofNanos(nanoseconds);
    }

    /** The return value in the words of the program's type, such as {@code XDP_DROP}, or as a number. */
    public abstract String outcome();

    @Override
    public String toString() {
        return program.info().title() + " \"" + program.info().name() + "\" returned " + outcome();
    }
}
