package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the kernel refuses a test run; carries the errno and what it means for this program type. */
public final class RunRefusedException extends KernelException {

    /** Creates the error from its message. */
    public RunRefusedException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public RunRefusedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
