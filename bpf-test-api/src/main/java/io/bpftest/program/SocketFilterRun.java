package io.bpftest.program;

/** What one test run of a socket filter gave. */
public final class SocketFilterRun extends SkbRun implements PacketDecision {

    private static final int ETHERNET_HEADER = 14;

    /** Records a run; engines call this. */
    public SocketFilterRun(
            Program program, byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        super(program, input, output, returnValue, nanoseconds, context);
    }

    /**
     * How many bytes of the packet the socket gets, counted from where the filter sees it begin; 0 drops it. May be more
     * than the packet has: then the socket gets the whole packet.
     *
     * <p>In a test run the packet begins at its network header. On a live socket it depends on the socket: at the
     * Ethernet header for a raw packet socket, at the UDP header for a UDP socket.
     */
    public long acceptedLength() {
        return Integer.toUnsignedLong(returnValue());
    }

    /** Tells whether the socket gets the packet, or a part of it. */
    public boolean accepts() {
        return returnValue() != 0;
    }

    /** Tells whether the socket gets all of the packet, from its network header on. */
    public boolean acceptsWhole() {
        return acceptedLength() >= Math.max(1, inputLength() - ETHERNET_HEADER);
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
        return outcome(acceptedLength());
    }

    @Override
    public String verdictName() {
        return acceptedLength() == 0 ? "drop" : "accept";
    }

    /** Names a number of accepted bytes, as {@link #outcome()} does. */
    public static String outcome(long length) {
        return length + (length == 0 ? " (drop)" : " (accept)");
    }
}
