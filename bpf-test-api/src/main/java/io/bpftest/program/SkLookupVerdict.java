package io.bpftest.program;

/** What an sk_lookup program decides ({@code enum sk_action}); the ordinal is the kernel's number. */
public enum SkLookupVerdict {
    /** {@code SK_DROP}: the packet or connection is refused. */
    DROP,
    /** {@code SK_PASS}: the selected socket gets it; the one that the regular lookup finds where none is selected. */
    PASS,
    /** A return value that is neither. */
    UNKNOWN;

    /** Gives the verdict of a return value. */
    public static SkLookupVerdict of(int returnValue) {
        return returnValue >= 0 && returnValue < UNKNOWN.ordinal() ? values()[returnValue] : UNKNOWN;
    }

    /** Names a return value as the kernel's headers do; an unknown one as its number. */
    public static String name(int returnValue) {
        SkLookupVerdict verdict = of(returnValue);
        return verdict == UNKNOWN ? returnValue + " (no sk_action)" : "SK_" + verdict.name();
    }
}
