package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a handle's Java type does not fit the program or map; names both. */
public final class WrongHandleException extends ProgramException {

    /** Creates the error from its message. */
    public WrongHandleException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public WrongHandleException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
