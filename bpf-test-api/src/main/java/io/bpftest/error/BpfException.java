package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error that bpf-test raises on its own account.
 *
 * <p>Its three branches say what the reader does next: {@link ProgramException} (change the program or the test),
 * {@link KernelException} (use another kernel), {@link MachineException} (change the machine or its configuration).
 */
public abstract sealed class BpfException extends RuntimeException
        permits ProgramException, KernelException, MachineException {

    private final transient Problem problem;

    BpfException(Problem problem, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /** The four parts of the message. */
    public Problem problem() {
        return problem;
    }
}
