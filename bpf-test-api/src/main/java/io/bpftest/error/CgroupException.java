package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when this machine gives the test no control group: none are mounted, or somebody forbids it; says who. */
public final class CgroupException extends MachineException {

    /** Creates the error from its message. */
    public CgroupException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public CgroupException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
