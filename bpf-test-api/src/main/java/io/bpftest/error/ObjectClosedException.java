package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a handle is used after its object was closed. */
public final class ObjectClosedException extends ProgramException {

    /** Creates the error from its message. */
    public ObjectClosedException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ObjectClosedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
