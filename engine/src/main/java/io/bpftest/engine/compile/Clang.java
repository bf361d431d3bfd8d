package io.bpftest.engine.compile;

import static java.util.stream.Collectors.joining;

import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A clang on this machine.
 *
 * @param executable how it is run, which may be a link or a script that stands before the compiler
 * @param real the file at the end of all links
 * @param stamp the state of that file
 */
record Clang(Path executable, Path real, FileStamp stamp) {

    static final String INSTALL = "apt-get install clang";

    /**
     * Finds a program by its path or, without a slash in it, on the search path.
     *
     * @throws ToolMissingException if there is none
     */
    static Clang find(String name) {
        Stream<Path> candidates = name.contains("/")
                ? Stream.of(Path.of(name).toAbsolutePath())
                : searchPath().stream().map(folder -> folder.resolve(name));
        Path executable = candidates
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst()
                .orElseThrow(() -> missing(name));
        try {
            Path real = executable.toRealPath();
            FileStamp stamp = FileStamp.of(real);
            if (stamp != null) {
                return new Clang(executable, real, stamp);
            }
        } catch (IOException e) {
            throw new ToolMissingException(missing(name).problem(), e);
        }
        throw missing(name);
    }

    /** Tells this compiler from another, and from itself after an upgrade. */
    String key() {
        return Sha256.of(List.of(
                executable.toString(),
                real.toString(),
                Long.toString(stamp.size()),
                stamp.modified().toString()));
    }

    private static ToolMissingException missing(String name) {
        boolean path = name.contains("/");
        String others = otherVersions();
        String install = "install clang (Debian, Ubuntu: " + INSTALL + "), or set bpftest.clang to one";
        return new ToolMissingException(new Problem(
                "clang is missing, which compiles BPF programs",
                path ? "no program " + name : "no program \"" + name + "\" on the PATH",
                "clang 11 or newer",
                others.isEmpty() ? install : install + "; the PATH has " + others));
    }

    /** The compilers that Debian installs beside or instead of {@code clang}. */
    private static String otherVersions() {
        return searchPath().stream()
                .flatMap(folder -> {
                    try (Stream<Path> files = Files.list(folder)) {
                        return files.toList().stream();
                    } catch (IOException | UncheckedIOException e) {
                        return Stream.of();
                    }
                })
                .map(file -> String.valueOf(file.getFileName()))
                .filter(file -> file.matches("clang(-\\d+)?"))
                .distinct()
                .sorted()
                .collect(joining(", "));
    }

    /** The folders that programs are looked for in. */
    static List<Path> searchPath() {
        String path = System.getenv("PATH");
        return path == null
                ? List.of()
                : Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .toList();
    }
}
