package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the process lacks a capability; says which. */
public final class PrivilegeException extends MachineException {

    /** Creates the error from its message. */
    public PrivilegeException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public PrivilegeException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
