package io.bpftest.assertion;

import io.bpftest.map.StubProgram;
import org.jspecify.annotations.Nullable;

/** Assertions on whether a stub was called up to now. */
public final class StubProgramAssert extends AbstractBpfAssert<StubProgramAssert, StubProgram> {

    /** Makes assertions on a stub; see {@link BpfAssertions#assertThat(StubProgram)}. */
    public StubProgramAssert(@Nullable StubProgram actual) {
        super(actual, StubProgramAssert.class);
    }

    /**
     * Checks that the stub was called at least once.
     *
     * <pre>{@code
     * StubProgram udp = stages.putStub(17, 2);
     * assertThat(udp).isCalled(); // fails
     * parser.run(udp4("203.0.113.7", 1, "198.51.100.1", 53));
     * assertThat(udp).isCalled(); // passes
     * }</pre>
     */
    public StubProgramAssert isCalled() {
        isNotNull();
        if (actual.calls() == 0) {
            throw failed(new FailureText(actual + " was not called, expected at least one call"));
        }
        return this;
    }

    /**
     * Checks how often the stub was called.
     *
     * <pre>{@code
     * parser.run(packet);
     * assertThat(udp).isCalled(1); // passes
     * assertThat(udp).isCalled(2); // fails
     * }</pre>
     */
    public StubProgramAssert isCalled(long times) {
        isNotNull();
        long calls = actual.calls();
        if (calls != times) {
            throw failed(
                    new FailureText(actual + " was called " + times(calls) + ", expected " + times(times)),
                    Long.toString(calls),
                    Long.toString(times));
        }
        return this;
    }

    /**
     * Checks that the stub was not called.
     *
     * <pre>{@code
     * assertThat(udp).isNotCalled(); // passes until a tail call leads there
     * }</pre>
     */
    public StubProgramAssert isNotCalled() {
        return isCalled(0);
    }

    private static String times(long calls) {
        return calls == 1 ? "once" : calls + " times";
    }
}
