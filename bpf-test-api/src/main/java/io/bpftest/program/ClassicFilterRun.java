package io.bpftest.program;

/** What one run of a classic filter gave; no packet comes out but the accepted part of what went in. */
public final class ClassicFilterRun extends PacketRun implements PacketDecision {

    /**
     * Records a run; engines call this.
     *
     * @param accepted how many bytes of the packet arrived
     */
    public ClassicFilterRun(Program program, byte[] input, int accepted) {
        super(program, input, accepted, 0);
    }

    /**
     * How many bytes of the packet, from its first on, a socket with this filter gets; 0 drops it. A filter that asks for
     * more bytes than the packet has gets the whole packet, and how much more it asks for cannot be told.
     */
    public int acceptedLength() {
        return returnValue();
    }

    /** Tells whether a socket gets the packet, or a part of it. */
    public boolean accepts() {
        return returnValue() != 0;
    }

    /** Tells whether a socket gets all of the packet. */
    public boolean acceptsWhole() {
        return returnValue() == inputLength();
    }

    @Override
    public boolean passes() {
        return accepts();
    }

    @Override
    public boolean drops() {
        return !accepts();
    }

    @Override
    public String outcome() {
        return SocketFilterRun.outcome(returnValue());
    }

    @Override
    public String verdictName() {
        return accepts() ? "accept" : "drop";
    }
}
