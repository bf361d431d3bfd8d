package io.bpftest.program;

/** What one test run of a lightweight tunnel program gave. */
public final class LwtRun extends SkbRun implements PacketDecision {

    /** Records a run; engines call this. */
    public LwtRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        super(program, input, output, returnValue, nanoseconds, context);
    }

    /** What the program decided; {@link LwtVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public LwtVerdict verdict() {
        return LwtVerdict.of(returnValue());
    }

    @Override
    public boolean passes() {
        return verdict() == LwtVerdict.OK;
    }

    @Override
    public boolean drops() {
        return verdict() == LwtVerdict.DROP;
    }

    @Override
    public String outcome() {
        return LwtVerdict.name(returnValue());
    }
}
