package io.bpftest.assertion;

import io.bpftest.program.ClassicFilterRun;
import io.bpftest.program.SocketFilterRun;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a classic filter. */
public class ClassicFilterRunAssert extends AbstractReturnAssert<ClassicFilterRunAssert, ClassicFilterRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(ClassicFilterRun)}. */
    public ClassicFilterRunAssert(@Nullable ClassicFilterRun actual) {
        super(actual, ClassicFilterRunAssert.class);
    }

    /**
     * Checks that a socket gets the packet, or the first bytes of it.
     *
     * <pre>{@code
     * assertThat(onlyDns.run(dns)).accepts();    // passes
     * assertThat(onlyDns.run(telnet)).accepts(); // fails
     * }</pre>
     */
    public ClassicFilterRunAssert accepts() {
        isNotNull();
        return check(actual.accepts(), "any number but 0 (accept)");
    }

    /**
     * Checks that a socket does not get the packet.
     *
     * <pre>{@code
     * assertThat(onlyDns.run(telnet)).drops(); // passes
     * assertThat(onlyDns.run(dns)).drops();    // fails
     * }</pre>
     */
    public ClassicFilterRunAssert drops() {
        return returns(0);
    }

    /**
     * Checks how many bytes of the packet a socket gets, from its first on.
     *
     * <pre>{@code
     * assertThat(snapshot.run(dns)).acceptsBytes(34);  // passes if the filter returns 34
     * assertThat(snapshot.run(dns)).acceptsBytes(128); // fails
     * }</pre>
     *
     * @param length the number of bytes, at most the packet's length
     */
    public ClassicFilterRunAssert acceptsBytes(int length) {
        return returns(length);
    }

    /**
     * Checks that a socket gets the packet whole: the filter asks for its length, or more.
     *
     * <pre>{@code
     * assertThat(onlyDns.run(dns)).acceptsWholePacket();  // passes
     * assertThat(snapshot.run(dns)).acceptsWholePacket(); // fails if the packet is longer than what the filter returns
     * }</pre>
     */
    public ClassicFilterRunAssert acceptsWholePacket() {
        isNotNull();
        return check(actual.acceptsWhole(), actual.input().length + " (accept the whole packet)");
    }

    @Override
    String outcome(int value) {
        return SocketFilterRun.outcome(value);
    }

    @Override
    FailureText describe(FailureText text) {
        return RunFailure.describe(text, actual);
    }
}
