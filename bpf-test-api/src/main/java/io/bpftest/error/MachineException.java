package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the machine or its configuration must change: a tool, a library, a privilege, a setting. */
public non-sealed class MachineException extends BpfException {

    /** Creates the error from its message. */
    public MachineException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public MachineException(Problem problem, @Nullable Throwable cause) {
        super(problem, problem.text(), cause);
    }
}
