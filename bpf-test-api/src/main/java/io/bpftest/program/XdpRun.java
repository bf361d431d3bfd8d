package io.bpftest.program;

/** What one test run of an XDP program gave. */
public final class XdpRun extends ProgramRun implements PacketDecision {

    private final byte[] metadata;

    /** Records a run; engines call this. */
    public XdpRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, byte[] metadata) {
        super(program, input, output, returnValue, nanoseconds);
        this.metadata = metadata;
    }

    /** What the program left in the metadata area in front of the packet; always empty before Linux 5.15. */
    public byte[] metadata() {
        return metadata.clone();
    }

    /** What the program decided; {@link XdpVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public XdpVerdict verdict() {
        return XdpVerdict.of(returnValue());
    }

    @Override
    public boolean passes() {
        return verdict() == XdpVerdict.PASS;
    }

    @Override
    public boolean drops() {
        return verdict() == XdpVerdict.DROP;
    }

    @Override
    public String outcome() {
        return XdpVerdict.name(returnValue());
    }
}
