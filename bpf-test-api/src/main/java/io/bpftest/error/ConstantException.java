package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a value does not fit the {@code const volatile} variable it is for. */
public final class ConstantException extends ProgramException {

    /** Creates the error from its message. */
    public ConstantException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ConstantException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
