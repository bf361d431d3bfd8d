package io.bpftest.engine.fork;

import org.jspecify.annotations.Nullable;

/** Stands for a failed assertion of a guest whose class this JVM cannot have; looks like it wherever it is printed. */
final class RelayedAssertionError extends AssertionError {

    private final String type;

    RelayedAssertionError(Thrown thrown, @Nullable Throwable cause) {
        super(thrown.message(), cause);
        this.type = thrown.type();
    }

    @Override
    public String toString() {
        String message = getMessage();
        return message == null ? type : type + ": " + message;
    }
}
