package io.bpftest.feature;

/**
 * What probing one feature found.
 *
 * @param state whether the kernel has it
 * @param reason what the answer rests on; empty where the kernel has it
 */
public record Support(State state, String reason) {

    /** The answers. */
    public enum State {
        /** The kernel has it, and lets this process use it. */
        PRESENT,
        /** The kernel lacks it, or refuses it to everyone (lockdown, security modules). */
        ABSENT,
        /** It could not be found out, for instance because this process may not load programs. */
        UNKNOWN
    }

    private static final Support PRESENT = new Support(State.PRESENT, "");

    /** The kernel has it. */
    public static Support present() {
        return PRESENT;
    }

    /** The kernel lacks it, for a reason. */
    public static Support absent(String reason) {
        return new Support(State.ABSENT, reason);
    }

    /** It could not be found out, for a reason. */
    public static Support unknown(String reason) {
        return new Support(State.UNKNOWN, reason);
    }

    /** Tells whether the kernel surely has it. */
    public boolean isPresent() {
        return state == State.PRESENT;
    }

    /** Tells whether the kernel surely lacks it. */
    public boolean isAbsent() {
        return state == State.ABSENT;
    }

    /** Gives the answer as a word: {@code yes}, {@code no} or {@code unknown}. */
    public String word() {
        return switch (state) {
            case PRESENT -> "yes";
            case ABSENT -> "no";
            case UNKNOWN -> "unknown";
        };
    }
}
