package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a packet or its description is not one the kernel, or the builder, takes. */
public final class PacketException extends ProgramException {

    /** Creates the error from its message. */
    public PacketException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public PacketException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
