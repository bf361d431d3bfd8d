package io.bpftest.spi;

import java.nio.file.Path;
import java.util.List;

/**
 * Where an object comes from.
 *
 * @param file a C source ({@code .c}) or a compiled object
 * @param cflags further options for clang, for all sources
 * @param with sources or compiled objects to link with it, whose functions replace its {@code __weak} ones
 */
public record ObjectSource(Path file, List<String> cflags, List<Path> with) {

    /** Copies the lists. */
    public ObjectSource {
        cflags = List.copyOf(cflags);
        with = List.copyOf(with);
    }

    /** An object of one file. */
    public ObjectSource(Path file, List<String> cflags) {
        this(file, cflags, List.of());
    }

    /** Tells whether the file must be compiled first. */
    public boolean isSource() {
        return isSource(file);
    }

    /** Tells whether a file must be compiled first. */
    public static boolean isSource(Path file) {
        return file.toString().endsWith(".c");
    }
}
