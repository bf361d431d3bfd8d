package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a file is no BPF object that libbpf takes: no ELF, another machine, truncated, damaged, legacy maps. */
public final class ObjectFormatException extends ProgramException {

    /** Creates the error from its message. */
    public ObjectFormatException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ObjectFormatException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
