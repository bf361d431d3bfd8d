package io.bpftest.program;

/** What one test run of a TC classifier or action gave. */
public final class TcRun extends SkbRun {

    /** Records a run; engines call this. */
    public TcRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        super(program, input, output, returnValue, nanoseconds, context);
    }

    /** What the program decided; {@link TcVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public TcVerdict verdict() {
        return TcVerdict.of(returnValue());
    }

    @Override
    public String outcome() {
        return TcVerdict.name(returnValue());
    }
}
