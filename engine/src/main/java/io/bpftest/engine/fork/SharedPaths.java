package io.bpftest.engine.fork;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which of the host's files a guest has to see: its class path and the modules' sources. */
public final class SharedPaths {

    /** Where build tools keep jars. One mount of all is much faster than one for each of a class path's jars. */
    private static final List<Path> REPOSITORIES = List.of(Path.of(".m2", "repository"), Path.of(".gradle", "caches"));

    private SharedPaths() {}

    /** Gives files and folders, none of which is within another. */
    public static List<Path> of(GuestLaunch launch) {
        Set<Path> wanted = new TreeSet<>(launch.modules());
        launch.classPath().stream().map(SharedPaths::withRepository).forEach(wanted::add);
        return wanted.stream()
                .filter(path -> wanted.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other)))
                .toList();
    }

    private static Path withRepository(Path entry) {
        for (Path folder = entry.getParent(); folder != null; folder = folder.getParent()) {
            Path candidate = folder;
            if (REPOSITORIES.stream().anyMatch(candidate::endsWith)) {
                return folder;
            }
        }
        return entry;
    }
}
