package io.bpftest.engine.session;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.trial.TrialServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trial that notes each object in a file, which the object's bytes name, and then dies of it. */
public final class CrashingTrial {

    private CrashingTrial() {}

    /** Serves it. */
    public static void main(String[] arguments) {
        TrialServer.serve((name, object, step) -> {
            step.accept("libbpf opened it");
            try {
                Files.writeString(Path.of(new String(object)), name + "\n", CREATE, APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            NativeMemory.getInt(0);
        });
    }
}
