package io.bpftest.program;

/** What an XDP program decides about a packet ({@code enum xdp_action}); the ordinal is the kernel's number. */
public enum XdpVerdict {
    /** The program failed; the packet is dropped and the {@code xdp_exception} tracepoint fires. */
    ABORTED,
    /** The packet is dropped. */
    DROP,
    /** The packet goes up to the network stack. */
    PASS,
    /** The packet goes out of the interface it came in by. */
    TX,
    /** The packet goes to another interface, CPU or AF_XDP socket. */
    REDIRECT,
    /** A return value that is no {@code xdp_action}; the kernel treats it as {@link #ABORTED}. */
    UNKNOWN;

    /** Gives the verdict of a return value. */
    public static XdpVerdict of(int returnValue) {
        return returnValue >= 0 && returnValue < UNKNOWN.ordinal() ? values()[returnValue] : UNKNOWN;
    }

    /** Names a return value as the kernel's headers do; an unknown one as its number. */
    public static String name(int returnValue) {
        XdpVerdict verdict = of(returnValue);
        return verdict == UNKNOWN ? returnValue + " (no xdp_action)" : "XDP_" + verdict.name();
    }
}
