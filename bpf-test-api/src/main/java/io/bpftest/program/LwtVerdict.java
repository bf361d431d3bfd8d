package io.bpftest.program;

/**
 * What a lightweight tunnel program decides about a packet ({@code enum bpf_ret_code}). A test run gives back whatever a
 * program returns; a route does not follow each verdict at each of its hooks ({@code net/core/lwt_bpf.c}).
 */
public enum LwtVerdict {
    /** {@code BPF_OK}: go on with the route. */
    OK(0),
    /** {@code BPF_DROP}: the packet is dropped. */
    DROP(2),
    /** {@code BPF_REDIRECT}: the packet goes to another interface. Routes take it from xmit; in and out go on as with OK. */
    REDIRECT(7),
    /** {@code BPF_LWT_REROUTE}: the packet is routed again, by its new header. Routes take it from in and xmit. */
    REROUTE(128),
    /** A return value that is none of these; a route drops the packet. */
    UNKNOWN(Integer.MIN_VALUE);

    private final int number;

    LwtVerdict(int number) {
        this.number = number;
    }

    /** The kernel's number of this verdict. */
    public int number() {
        return number;
    }

    /** Gives the verdict of a return value. */
    public static LwtVerdict of(int returnValue) {
        for (LwtVerdict verdict : values()) {
            if (verdict.number == returnValue) {
                return verdict;
            }
        }
        return UNKNOWN;
    }

    /** Names a return value as the kernel's headers do; an unknown one as its number. */
    public static String name(int returnValue) {
        LwtVerdict verdict = of(returnValue);
        return switch (verdict) {
            case UNKNOWN -> returnValue + " (no bpf_ret_code)";
            case REROUTE -> "BPF_LWT_REROUTE";
            default -> "BPF_" + verdict.name();
        };
    }
}
