package io.bpftest.engine.trace;

import io.bpftest.error.FileMissingException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Where a program or library lies that is named without its folder. */
final class UserFile {

    private static final Path OWN_MEMORY = Path.of("/proc/self/maps");

    private UserFile() {}

    /**
     * Finds a file: a path as it is, a name among the libraries of this process, then where the system has libraries and
     * programs.
     *
     * @throws FileMissingException if it is in none of these places
     */
    static Path find(String name) {
        Set<Path> places = new LinkedHashSet<>();
        if (name.contains("/")) {
            places.add(Path.of(name));
        } else {
            places.addAll(loaded(name));
            folders().forEach(folder -> places.add(folder.resolve(name)));
        }
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new FileMissingException(new Problem(
                        "The program or library " + name + " is not there",
                        "looked for "
                                + String.join(
                                        ", ",
                                        places.stream().map(Path::toString).toList()),
                        "a file that this process sees",
                        "correct the name, or give its whole path")));
    }

    private static List<Path> loaded(String name) {
        try (Stream<String> lines = Files.lines(OWN_MEMORY)) {
            return lines.filter(line -> line.endsWith("/" + name))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String path : Objects.requireNonNullElse(System.getenv("PATH"), "").split(":")) {
            if (!path.isEmpty()) {
                folders.add(Path.of(path));
            }
        }
        String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
        for (String folder : List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib")) {
            folders.add(Path.of(folder));
            folders.add(Path.of(folder, architecture + "-linux-gnu"));
        }
        return folders;
    }
}
