package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when an object has no program, map or constant of the wanted name; lists those it has. */
public final class UnknownNameException extends ProgramException {

    /** Creates the error from its message. */
    public UnknownNameException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public UnknownNameException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
