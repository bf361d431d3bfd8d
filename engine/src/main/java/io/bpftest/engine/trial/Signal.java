package io.bpftest.engine.trial;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signal that a process raised by what its own code did.
 *
 * @param name such as {@code SIGSEGV}
 */
record Signal(String name, int number) {

    /** How a JVM begins its report of a crash: {@code #  SIGSEGV (0xb) at pc=...}. */
    private static final Pattern REPORT = Pattern.compile("#\\s+(SIG[A-Z]+) \\(0x([0-9a-f]+)\\) .*");

    /** signal(7), in the numbers that all architectures with a JVM share. Others come from outside, such as SIGKILL. */
    private static final Map<Integer, String> RAISED =
            Map.of(4, "SIGILL", 5, "SIGTRAP", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 11, "SIGSEGV");

    /** How Java gives a signal as an exit code. */
    private static final int EXIT_CODE_OF_SIGNAL = 128;

    /** Gives the signal that a line of a JVM's crash report names. */
    static @Nullable Signal ofCrashReport(String line) {
        Matcher report = REPORT.matcher(line);
        return report.matches() ? new Signal(report.group(1), Integer.parseInt(report.group(2), 16)) : null;
    }

    /** Gives the signal that an exit code stands for. */
    static @Nullable Signal ofExit(int code) {
        String name = RAISED.get(code - EXIT_CODE_OF_SIGNAL);
        return name == null ? null : new Signal(name, code - EXIT_CODE_OF_SIGNAL);
    }

    @Override
    public String toString() {
        return name + " (signal " + number + ")";
    }
}
