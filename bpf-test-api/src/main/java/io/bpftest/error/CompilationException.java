package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when clang rejects a source; the message holds clang's own diagnostics with file and line. */
public final class CompilationException extends ProgramException {

    /** Creates the error from its message. */
    public CompilationException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public CompilationException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
