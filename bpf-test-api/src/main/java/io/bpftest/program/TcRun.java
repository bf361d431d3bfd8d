package io.bpftest.program;

/** What one test run of a TC classifier or action gave. */
public final class TcRun extends SkbRun implements PacketDecision {

    /** Records a run; engines call this. */
    public TcRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        super(program, input, output, returnValue, nanoseconds, context);
    }

    /** What the program decided; {@link TcVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public TcVerdict verdict() {
        return TcVerdict.of(returnValue());
    }

    @Override
    public boolean passes() {
        return verdict() == TcVerdict.OK;
    }

    @Override
    public boolean drops() {
        return verdict() == TcVerdict.SHOT;
    }

    /** The next program sees what is passed, and what is left to it: {@code TC_ACT_UNSPEC} and {@code TC_ACT_PIPE}. */
    @Override
    public boolean goesOn() {
        return passes() || verdict() == TcVerdict.UNSPEC || verdict() == TcVerdict.PIPE;
    }

    @Override
    public String outcome() {
        return TcVerdict.name(returnValue());
    }
}
