package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a source of packets for a parameterised test or a sequence cannot be had, or gives no packets. */
public final class PacketSourceException extends ProgramException {

    /** Creates the error from its message. */
    public PacketSourceException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public PacketSourceException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
