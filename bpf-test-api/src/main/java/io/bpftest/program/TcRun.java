package io.bpftest.program;

/** What one test run of a TC classifier or action gave. */
public final class TcRun extends ProgramRun {

    /** Records a run; engines call this. */
    public TcRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds) {
        super(program, input, output, returnValue, nanoseconds);
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
