package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a program cannot be attached as the test asks: no such hook, or somebody holds it. */
public final class AttachException extends ProgramException {

    /** Creates the error from its message. */
    public AttachException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public AttachException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
