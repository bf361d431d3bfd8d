package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when the kernel, or the libbpf at hand, lacks a feature; names it and the version found. */
public final class FeatureMissingException extends KernelException {

    /** Creates the error from its message. */
    public FeatureMissingException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public FeatureMissingException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
