package io.bpftest.program;

/**
 * What a TC program decides about a packet ({@code TC_ACT_*}, and TCX's names for the same numbers).
 *
 * <p>A classifier that is not attached with direct action returns a class id instead: see
 * {@link ProgramRun#returnValue()}.
 */
public enum TcVerdict {
    /** {@code TC_ACT_UNSPEC}: go on with the next filter; {@code TCX_NEXT} under TCX. */
    UNSPEC(-1),
    /** {@code TC_ACT_OK}: the packet goes on its way; {@code TCX_PASS} under TCX. */
    OK(0),
    /** Classify again from the start. */
    RECLASSIFY(1),
    /** {@code TC_ACT_SHOT}: the packet is dropped; {@code TCX_DROP} under TCX. */
    SHOT(2),
    /** Go on with the next action. */
    PIPE(3),
    /** The packet is consumed without being counted as a drop. */
    STOLEN(4),
    /** The packet is queued. */
    QUEUED(5),
    /** Run the action again. */
    REPEAT(6),
    /** {@code TC_ACT_REDIRECT}: the packet goes to another interface; {@code TCX_REDIRECT} under TCX. */
    REDIRECT(7),
    /** The hardware hands the packet to the kernel. */
    TRAP(8),
    /** A return value that is no {@code TC_ACT_*}; it may be a class id. */
    UNKNOWN(Integer.MIN_VALUE);

    /** TCX's name for {@link #UNSPEC}. */
    public static final TcVerdict NEXT = UNSPEC;

    /** TCX's name for {@link #OK}. */
    public static final TcVerdict PASS = OK;

    /** TCX's name for {@link #SHOT}. */
    public static final TcVerdict DROP = SHOT;

    private final int number;

    TcVerdict(int number) {
        this.number = number;
    }

    /** The kernel's number of this verdict. */
    public int number() {
        return number;
    }

    /** Gives the verdict of a return value. */
    public static TcVerdict of(int returnValue) {
        int index = returnValue + 1;
        return index >= 0 && index < UNKNOWN.ordinal() ? values()[index] : UNKNOWN;
    }

    /** Names a return value as the kernel's headers do; an unknown one as its number. */
    public static String name(int returnValue) {
        TcVerdict verdict = of(returnValue);
        return verdict == UNKNOWN ? returnValue + " (no TC_ACT_*, perhaps a class id)" : "TC_ACT_" + verdict.name();
    }
}
