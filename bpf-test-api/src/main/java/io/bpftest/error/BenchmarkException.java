package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a program cannot be benchmarked, such as one of a type whose test run the kernel does not repeat. */
public final class BenchmarkException extends ProgramException {

    /** Creates the error from its message. */
    public BenchmarkException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public BenchmarkException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
