package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when annotations of a test contradict each other or the lifecycle of the object. */
public final class InjectionException extends ProgramException {

    /** Creates the error from its message. */
    public InjectionException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public InjectionException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
