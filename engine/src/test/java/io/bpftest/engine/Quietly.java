package io.bpftest.engine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Keeps what a test provokes on this JVM's standard error out of the console of the build that runs it. */
public final class Quietly {

    private Quietly() {}

    /** Does the work; what it prints to the standard error is lost. */
    public static <T> T on(Supplier<T> work) {
        return into(new ByteArrayOutputStream(), work);
    }

    /** Does the work with the standard error going into a buffer. */
    public static <T> T into(ByteArrayOutputStream buffer, Supplier<T> work) {
        PrintStream err = System.err;
        System.setErr(new PrintStream(buffer, true, StandardCharsets.UTF_8));
        try {
            return work.get();
        } finally {
            System.setErr(err);
        }
    }
}
