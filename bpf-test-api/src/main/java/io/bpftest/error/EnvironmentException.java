package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/**
 * Raised when the place that a test is to run in, such as a container, cannot be had or is lost; says which and why.
 */
public final class EnvironmentException extends MachineException {

    /** Creates the error from its message. */
    public EnvironmentException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public EnvironmentException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
