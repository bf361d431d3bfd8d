package io.bpftest.program;

/** What a netfilter program decides about a packet; the ordinal is the kernel's number. The kernel loads no other. */
public enum NetfilterVerdict {
    /** {@code NF_DROP}: the packet is dropped. */
    DROP,
    /** {@code NF_ACCEPT}: the packet goes on to the next hook function. */
    ACCEPT,
    /** A return value that is neither. */
    UNKNOWN;

    /** Gives the verdict of a return value. */
    public static NetfilterVerdict of(int returnValue) {
        return returnValue >= 0 && returnValue < UNKNOWN.ordinal() ? values()[returnValue] : UNKNOWN;
    }

    /** Names a return value as the kernel's headers do; an unknown one as its number. */
    public static String name(int returnValue) {
        NetfilterVerdict verdict = of(returnValue);
        return verdict == UNKNOWN ? returnValue + " (no verdict of a netfilter program)" : "NF_" + verdict.name();
    }
}
