package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a helper of the kernel cannot be replaced by constants as asked; names program, helper and reason. */
public final class StubException extends ProgramException {

    /** Creates the error from its message. */
    public StubException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public StubException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
