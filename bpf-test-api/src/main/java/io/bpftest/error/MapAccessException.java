package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the kernel refuses a map operation: full, frozen, index out of bounds. */
public final class MapAccessException extends ProgramException {

    /** Creates the error from its message. */
    public MapAccessException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public MapAccessException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
