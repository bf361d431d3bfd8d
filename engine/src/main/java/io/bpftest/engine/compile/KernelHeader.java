package io.bpftest.engine.compile;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the types of the running kernel as C: the file that sources include as {@code vmlinux.h}. */
public interface KernelHeader {

    /**
     * Names the running kernel's types: equal for equal types, and different after any change of them.
     *
     * <p>Asked at most once per {@link Compiler}, and only when a source needs the header.
     */
    String fingerprint();

    /**
     * Writes the header.
     *
     * @param file the file to create; its folder exists
     * @throws IOException if the file cannot be written
     */
    void write(Path file) throws IOException;
}
