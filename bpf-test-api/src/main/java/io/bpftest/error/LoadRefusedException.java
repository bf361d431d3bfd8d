package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the kernel refuses a program or map for a reason that is not in the program. */
public final class LoadRefusedException extends KernelException {

    /** Creates the error from its message. */
    public LoadRefusedException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public LoadRefusedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
