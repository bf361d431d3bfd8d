package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a classic filter is none: libpcap does not take its expression, or the kernel its instructions. */
public final class FilterException extends ProgramException {

    /** Creates the error from its message. */
    public FilterException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public FilterException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
