package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Runs assertions that must fail. */
final class Failing {

    private Failing() {}

    static AssertionError failureOf(ThrowingCallable assertion) {
        AssertionError error = catchThrowableOfType(AssertionError.class, assertion);
        if (error == null) {
            throw new AssertionError("the assertion passed, expected it to fail");
        }
        return error;
    }

    static String messageOf(ThrowingCallable assertion) {
        return failureOf(assertion).getMessage();
    }
}
