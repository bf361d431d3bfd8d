package io.bpftest.spi;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an object comes from.
 *
 * @param file a C source ({@code .c}) or a compiled object
 * @param cflags further options for clang
 */
public record ObjectSource(Path file, List<String> cflags) {

    /** Copies the options. */
    public ObjectSource {
        cflags = List.copyOf(cflags);
    }

    /** Tells whether the file must be compiled first. */
    public boolean isSource() {
        return file.toString().endsWith(".c");
    }
}
