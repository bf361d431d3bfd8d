package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a lab cannot be built, changed or used as the test asks. */
public final class LabException extends ProgramException {

    /** Creates the error from its message. */
    public LabException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public LabException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
