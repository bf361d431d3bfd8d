package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when an object, source or capture file is in none of the places looked in. */
public final class FileMissingException extends ProgramException {

    /** Creates the error from its message. */
    public FileMissingException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public FileMissingException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
