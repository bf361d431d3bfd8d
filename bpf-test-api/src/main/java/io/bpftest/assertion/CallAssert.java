package io.bpftest.assertion;

import io.bpftest.lab.CallResult;
import org.jspecify.annotations.Nullable;

/** Assertions on a system call that gives nothing but whether it succeeded. */
public class CallAssert extends AbstractCallAssert<CallAssert, CallResult> {

    /** Makes assertions on a result; see {@link BpfAssertions#assertThat(CallResult)}. */
    public CallAssert(@Nullable CallResult actual) {
        super(actual, CallAssert.class);
    }
}
