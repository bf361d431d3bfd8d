package io.bpftest.error;

import org.jspecify.annotations.Nullable;

/** Raised when a {@code bpftest.} setting is unknown or its value cannot be read. */
public final class ConfigurationException extends MachineException {

    /** Creates the error from its message. */
    public ConfigurationException(Problem problem) {
        this(problem, null);
    }

    /** Creates the error from its message and what caused it. */
    public ConfigurationException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
