package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a caller's buffer is too small for a run's output; the program has run all the same. */
public final class OutputTooSmallException extends ProgramException {

    /** Creates the error from its message. */
    public OutputTooSmallException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public OutputTooSmallException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
