package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a mock cannot be linked into the object under test; names the function and both files. */
public final class LinkException extends ProgramException {

    /** Creates the error from its message. */
    public LinkException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public LinkException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
