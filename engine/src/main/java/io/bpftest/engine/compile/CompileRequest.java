package io.bpftest.engine.compile;

import io.bpftest.spi.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to compile and how.
 *
 * @param source the C source; made absolute
 * @param cflags further options for clang, after those that the compiler gives itself, so that they win. Relative
 *     paths in them are relative to the source's folder
 * @param clang the name or path of the clang to use
 * @param include folders to look for headers in, before the system's; made absolute against the working folder
 * @param cacheFolder where compiled objects and generated headers are kept; made absolute
 * @param coverage whether and how the object is to count what is reached of its source; such an object says what each counter
 *     stands for, and is made loadable by {@link CountedObjects}
 */
public record CompileRequest(
        Path source, List<String> cflags, String clang, List<Path> include, Path cacheFolder, Coverage coverage) {

    /** Whether and how an object counts what is reached of its source. */
    public enum Coverage {
        /** It counts nothing. */
        NONE,
        /** It adds atomically, so that no count is lost where a program runs on several CPUs. */
        ATOMIC,
        /** It reads, adds and writes. */
        PLAIN
    }

    /** Copies the lists and makes the paths absolute. */
    public CompileRequest {
        source = source.toAbsolutePath().normalize();
        cflags = List.copyOf(cflags);
        include = include.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        cacheFolder = cacheFolder.toAbsolutePath().normalize();
    }

    /** Asks for an object without counters. */
    public CompileRequest(Path source, List<String> cflags, String clang, List<Path> include, Path cacheFolder) {
        this(source, cflags, clang, include, cacheFolder, Coverage.NONE);
    }

    /**
     * Takes clang, include folders, cache folder and the first options from the configuration.
     *
     * @param cflags the test's own options, which follow those of the configuration
     */
    public static CompileRequest of(Path source, List<String> cflags, Configuration configuration) {
        List<String> all = new ArrayList<>(configuration.cflags());
        all.addAll(cflags);
        return new CompileRequest(
                source, all, configuration.clang(), configuration.include(), configuration.cacheFolder());
    }

    /** Asks for the same with other counters, or with none. */
    public CompileRequest with(Coverage wanted) {
        return new CompileRequest(source, cflags, clang, include, cacheFolder, wanted);
    }

    /** The folder of the source, which clang runs in. */
    Path folder() {
        Path parent = source.getParent();
        return parent == null ? source : parent;
    }

    /** The source's bare name. */
    String fileName() {
        return String.valueOf(source.getFileName());
    }
}
