package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the program under test or the test itself must change; never a reason to skip a test. */
public non-sealed class ProgramException extends BpfException {

    /** Creates the error from its message. */
    public ProgramException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ProgramException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
