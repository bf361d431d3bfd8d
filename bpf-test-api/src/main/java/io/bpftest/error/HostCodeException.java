package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when code or a command inside a host of a lab fails or takes too long. */
public final class HostCodeException extends ProgramException {

    /** Creates the error from its message. */
    public HostCodeException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public HostCodeException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
