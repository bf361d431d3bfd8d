package io.bpftest.program;

/** What a lightweight tunnel program decides about a packet ({@code enum bpf_ret_code}). */
public enum LwtVerdict {
    /** {@code BPF_OK}: go on with the route. */
    OK(0),
    /** {@code BPF_DROP}: the packet is dropped. */
    DROP(2),
    /** {@code BPF_REDIRECT}: the packet goes to another interface. */
    REDIRECT(7),
    /** {@code BPF_LWT_REROUTE}: the packet is routed again, by its new header. */
    REROUTE(128),
    /** A return value that is none of these. */
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
