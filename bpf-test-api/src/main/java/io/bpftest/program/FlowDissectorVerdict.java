package io.bpftest.program;

/** What a flow dissector decides about a packet ({@code enum bpf_ret_code}). */
public enum FlowDissectorVerdict {
    /** {@code BPF_OK}: the flow keys are what the packet's flow is known by. */
    OK(0),
    /** {@code BPF_DROP}: the packet cannot be dissected; the keys are not used. */
    DROP(2),
    /** {@code BPF_FLOW_DISSECTOR_CONTINUE}: the kernel's own dissector does the work. */
    CONTINUE(129),
    /** A return value that is none of these. */
    UNKNOWN(Integer.MIN_VALUE);

    private final int number;

    FlowDissectorVerdict(int number) {
        this.number = number;
    }

    /** The kernel's number of this verdict. */
    public int number() {
        return number;
    }

    /** Gives the verdict of a return value. */
    public static FlowDissectorVerdict of(int returnValue) {
        for (FlowDissectorVerdict verdict : values()) {
            if (verdict.number == returnValue) {
                return verdict;
            }
        }
        return UNKNOWN;
    }

    /** Names a return value as the kernel's headers do; an unknown one as its number. */
    public static String name(int returnValue) {
        FlowDissectorVerdict verdict = of(returnValue);
        return switch (verdict) {
            case UNKNOWN -> returnValue + " (no bpf_ret_code of a flow dissector)";
            case CONTINUE -> "BPF_FLOW_DISSECTOR_CONTINUE";
            default -> "BPF_" + verdict.name();
        };
    }
}
