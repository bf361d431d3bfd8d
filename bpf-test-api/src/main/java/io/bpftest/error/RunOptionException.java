package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when an option of a run is none that the kernel takes; names the option. */
public final class RunOptionException extends ProgramException {

    /** Creates the error from its message. */
    public RunOptionException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public RunOptionException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
