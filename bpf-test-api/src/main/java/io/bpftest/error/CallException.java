package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a system call that a test goes on with fails, or a result holds no value of the kind asked for. */
public final class CallException extends ProgramException {

    /** Creates the error from its message. */
    public CallException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public CallException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
