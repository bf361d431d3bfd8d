package io.bpftest.assertion;

import io.bpftest.program.RawTracepointRun;
import org.jspecify.annotations.Nullable;

/** Assertions on the run of a raw tracepoint program: its return value, which is all that comes out. */
public class RawTracepointRunAssert extends AbstractPacketlessRunAssert<RawTracepointRunAssert, RawTracepointRun> {

    /** Makes assertions on a run; see {@link BpfAssertions#assertThat(RawTracepointRun)}. */
    public RawTracepointRunAssert(@Nullable RawTracepointRun actual) {
        super(actual, RawTracepointRunAssert.class);
    }
}
