package io.bpftest.program;

/** What one test run of a program of an skb type gave. */
public abstract class SkbRun extends ProgramRun {

    private final SkbContext context;

    /** Records a run; engines call this. */
    protected SkbRun(
            Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        super(program, input, output, returnValue, nanoseconds);
        this.context = context;
    }

    /** What the program left in its context. */
    public final SkbContext context() {
        return context;
    }
}
