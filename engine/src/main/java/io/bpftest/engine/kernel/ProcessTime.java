package io.bpftest.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How long a process has computed. */
public final class ProcessTime {

    /** {@code USER_HZ}, the unit of times in {@code /proc}: 100 on every architecture that has a JVM. */
    private static final long MILLISECONDS_PER_TICK = 10;

    /** {@code utime}'s place behind the process's name in {@code /proc/pid/stat}, proc(5). */
    private static final int USER_TIME = 11;

    private ProcessTime() {}

    /**
     * Gives the processor time that a process spent in its own code, not in the kernel's; zero for a process that is
     * gone.
     */
    public static Duration inUserSpace(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name in parentheses may hold spaces and parentheses.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            return Duration.ofMillis(Long.parseLong(fields[USER_TIME]) * MILLISECONDS_PER_TICK);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
