package io.bpftest.lab;

import org.jspecify.annotations.Nullable;

/**
 * Java code that runs inside a host.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface HostCode<T extends @Nullable Object> {

    /** Runs the code; may throw whatever it likes. */
    T run() throws Exception;

    /** Code that gives nothing. */
    @FunctionalInterface
    interface Action {

        /** Runs the code; may throw whatever it likes. */
        void run() throws Exception;
    }
}
