package io.bpftest.program;

/** What one test run of a socket filter gave. */
public final class SocketFilterRun extends ProgramRun {

    /** Records a run; engines call this. */
    public SocketFilterRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds) {
        super(program, input, output, returnValue, nanoseconds);
    }

    /**
     * How many bytes of the packet the socket gets, counted from its link-layer header; 0 drops it. May be more than
     * the packet has: then the socket gets the whole packet.
     */
    public long acceptedLength() {
        return Integer.toUnsignedLong(returnValue());
    }

    /** Tells whether the socket gets the packet, or a part of it. */
    public boolean accepts() {
        return returnValue() != 0;
    }

    @Override
    public String outcome() {
        return accepts() ? "accept " + acceptedLength() + " bytes" : "0 (drop)";
    }
}
