package io.bpftest.engine.compile;

import java.nio.file.Path;
import java.util.List;

/** Tells the headers of the system's packages from those of the project under test. */
final class SystemFiles {

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/include"), Path.of("/usr/local/include"), Path.of("/usr/lib"), Path.of("/usr/lib64"));

    private SystemFiles() {}

    static boolean contains(Path path) {
        return FOLDERS.stream().anyMatch(path::startsWith);
    }
}
