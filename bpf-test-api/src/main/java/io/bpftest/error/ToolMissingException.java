package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when clang, libbpf or another tool is missing or too old; says what to install. */
public final class ToolMissingException extends MachineException {

    /** Creates the error from its message. */
    public ToolMissingException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ToolMissingException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
