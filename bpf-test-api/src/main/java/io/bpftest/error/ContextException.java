package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a context, or the arguments of a tracepoint, is shorter than what the program reads or too long. */
public final class ContextException extends ProgramException {

    /** Creates the error from its message. */
    public ContextException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ContextException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
