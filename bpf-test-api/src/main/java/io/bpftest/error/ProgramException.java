package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the program under test or the test itself must change; never a reason to skip a test. */
public non-sealed class ProgramException extends BpfException {

    /** Creates the error from its message. */
    public ProgramException(Problem problem) {
        this(problem, (Throwable) null);
    }

    /** Creates the error from its message and what caused it. */
    public ProgramException(Problem problem, @Nullable Throwable cause) {
        super(problem, problem.text(), cause);
    }

    /** Creates the error with a message that says more than its problem's text. */
    ProgramException(Problem problem, String message) {
        super(problem, message, null);
    }
}
