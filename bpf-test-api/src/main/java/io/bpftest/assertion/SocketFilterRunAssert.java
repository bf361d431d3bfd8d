package io.bpftest.assertion;

import io.bpftest.program.SocketFilterRun;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a socket filter. */
public class SocketFilterRunAssert extends AbstractSkbRunAssert<SocketFilterRunAssert, SocketFilterRun> {

    private static final int ETHERNET_HEADER = 14;

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(SocketFilterRun)}. */
    public SocketFilterRunAssert(@Nullable SocketFilterRun actual) {
        super(actual, SocketFilterRunAssert.class);
    }

    /**
     * Checks that the socket gets the packet, or the first bytes of it.
     *
     * <pre>{@code
     * assertThat(onlyDns.run(dns)).accepts();    // passes
     * assertThat(onlyDns.run(telnet)).accepts(); // fails
     * }</pre>
     */
    public SocketFilterRunAssert accepts() {
        isNotNull();
        return check(actual.accepts(), "any number but 0 (accept)");
    }

    /**
     * Checks that the socket does not get the packet.
     *
     * <pre>{@code
     * assertThat(onlyDns.run(telnet)).drops(); // passes
     * assertThat(onlyDns.run(dns)).drops();    // fails
     * }</pre>
     */
    public SocketFilterRunAssert drops() {
        return returns(0);
    }

    /**
     * Checks for how many bytes the filter asks, from where it sees the packet begin; more than the packet has is no error.
     *
     * <pre>{@code
     * assertThat(snapshot.run(dns)).acceptsBytes(96);  // passes if the filter returns 96
     * assertThat(snapshot.run(dns)).acceptsBytes(128); // fails
     * }</pre>
     *
     * @param length the number of bytes, 0 to 4,294,967,295
     */
    public SocketFilterRunAssert acceptsBytes(long length) {
        isNotNull();
        return check(actual.acceptedLength() == length, SocketFilterRun.outcome(length));
    }

    /**
     * Checks that the socket gets the packet whole: the filter asks for as many bytes as it sees, or more. A filter sees
     * the packet of a test run from its network header on.
     *
     * <pre>{@code
     * assertThat(onlyDns.run(dns)).acceptsWholePacket();  // passes if the filter returns -1 or skb->len
     * assertThat(snapshot.run(dns)).acceptsWholePacket(); // fails if the packet is longer than what it returns
     * }</pre>
     */
    public SocketFilterRunAssert acceptsWholePacket() {
        isNotNull();
        int length = Math.max(1, actual.input().length - ETHERNET_HEADER);
        return check(actual.acceptsWhole(), length + " or more (accept the whole packet)");
    }

    @Override
    String outcome(int value) {
        return SocketFilterRun.outcome(Integer.toUnsignedLong(value));
    }
}
