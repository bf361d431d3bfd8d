package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when this kernel lacks or refuses what the test needs; another kernel may have it. */
public non-sealed class KernelException extends BpfException {

    /** Creates the error from its message. */
    public KernelException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public KernelException(Problem problem, @Nullable Throwable cause) {
        super(problem, problem.text(), cause);
    }
}
