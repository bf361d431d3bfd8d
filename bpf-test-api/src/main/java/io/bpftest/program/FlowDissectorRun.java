package io.bpftest.program;

/** What one test run of a flow dissector gave. */
public final class FlowDissectorRun extends PacketRun {

    private final FlowKeys flowKeys;

    /** Records a run; engines call this. */
    public FlowDissectorRun(Program program, byte[] input, int returnValue, int nanoseconds, FlowKeys flowKeys) {
        super(program, input, returnValue, nanoseconds);
        this.flowKeys = flowKeys;
    }

    /** What the program decided; {@link FlowDissectorVerdict#UNKNOWN} leaves the number in {@link #returnValue()}. */
    public FlowDissectorVerdict verdict() {
        return FlowDissectorVerdict.of(returnValue());
    }

    /** What the program found out about the packet, whatever its verdict. */
    public FlowKeys flowKeys() {
        return flowKeys;
    }

    @Override
    public String outcome() {
        return FlowDissectorVerdict.name(returnValue());
    }
}
