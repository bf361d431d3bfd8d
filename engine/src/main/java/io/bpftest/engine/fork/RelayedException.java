package io.bpftest.engine.fork;

import org.jspecify.annotations.Nullable;

/** Stands for an exception of a guest whose class this JVM cannot have; looks like it wherever it is printed. */
final class RelayedException extends RuntimeException {

    private final String type;

    RelayedException(Thrown thrown, @Nullable Throwable cause) {
        super(thrown.message(), cause);
        this.type = thrown.type();
    }

    @Override
    public String toString() {
        String message = getMessage();
        return message == null ? type : type + ": " + message;
    }
}
