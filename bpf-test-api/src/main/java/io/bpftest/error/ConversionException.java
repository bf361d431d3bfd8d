package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a Java value and a C value do not fit each other in size, range or kind. */
public final class ConversionException extends ProgramException {

    /** Creates the error from its message. */
    public ConversionException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ConversionException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
