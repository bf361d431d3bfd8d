package io.bpftest.program;

/** What one test run of an XDP program gave. */
public final class XdpRun extends ProgramRun {

    /** Records a run; engines call this. */
    public XdpRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds) {
        super(program, input, output, returnValue, nanoseconds);
    }

    /** What the program decided; {@link XdpVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public XdpVerdict verdict() {
        return XdpVerdict.of(returnValue());
    }

    @Override
    public String outcome() {
        return XdpVerdict.name(returnValue());
    }
}
