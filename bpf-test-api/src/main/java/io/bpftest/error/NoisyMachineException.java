package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a machine's times vary so much that nothing can be told from them; says how much. */
public final class NoisyMachineException extends MachineException {

    /** Creates the error from its message. */
    public NoisyMachineException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public NoisyMachineException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
