package io.bpftest.lab;

import java.time.Duration;

/**
 * A clock of the kernel's that runs while a thread runs, for perf event programs.
 *
 * @param kind which clock
 * @param period how much time passes between two events; at least 10 microseconds
 * @see <a href="https://man7.org/linux/man-pages/man2/perf_event_open.2.html">perf_event_open(2)</a>
 */
public record SoftwareClock(Kind kind, Duration period) {

    /** The clocks, by their numbers in {@code enum perf_sw_ids}. */
    public enum Kind {
        /** The CPU's time while the thread is on it. */
        CPU,
        /** The thread's own time. */
        TASK
    }

    /** Gives the clock of the CPU, while the thread is on it. */
    public static SoftwareClock cpu(Duration period) {
        return new SoftwareClock(Kind.CPU, period);
    }

    /** Gives the thread's clock. */
    public static SoftwareClock task(Duration period) {
        return new SoftwareClock(Kind.TASK, period);
    }

    @Override
    public String toString() {
        return kind + " clock, each " + period.toNanos() / 1000 + " microseconds";
    }
}
