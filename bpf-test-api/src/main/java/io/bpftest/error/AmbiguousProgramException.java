package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when several programs fit and the test names none. */
public final class AmbiguousProgramException extends ProgramException {

    /** Creates the error from its message. */
    public AmbiguousProgramException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public AmbiguousProgramException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
