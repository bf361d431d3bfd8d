package io.bpftest.assertion;

import io.bpftest.program.RawTracepointRun;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a raw tracepoint program: its return value, which is all that comes out. */
public class RawTracepointRunAssert extends AbstractReturnAssert<RawTracepointRunAssert, RawTracepointRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(RawTracepointRun)}. */
    public RawTracepointRunAssert(@Nullable RawTracepointRun actual) {
        super(actual, RawTracepointRunAssert.class);
    }

    @Override
    String outcome(int value) {
        return Integer.toString(value);
    }

    @Override
    FailureText describe(FailureText text) {
        return PacketlessFailure.describe(text, actual);
    }
}
