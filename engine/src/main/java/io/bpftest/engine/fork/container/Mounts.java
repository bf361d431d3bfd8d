package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.bpftest.engine.fork.GuestLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which of the host's files a container sees: read-only, each at the same path. */
final class Mounts {

    /** Where build tools keep jars. One mount of all is much faster than one for each of a class path's jars. */
    private static final List<Path> REPOSITORIES = List.of(Path.of(".m2", "repository"), Path.of(".gradle", "caches"));

    /** Where a container sees the host's cache, beside its own. */
    static final Path HOSTS_CACHE = Path.of("/bpf-test-cache");

    private Mounts() {}

    static List<Mount> of(GuestLaunch launch) {
        Set<Path> wanted = new TreeSet<>(launch.modules());
        launch.classPath().stream().map(Mounts::withRepository).forEach(wanted::add);
        Stream<Mount> own = wanted.stream()
                .filter(path -> wanted.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other)))
                .map(path -> readOnly(path, path.toString()));
        Stream<Mount> cache = launch.cache().stream().map(folder -> readOnly(folder, HOSTS_CACHE.toString()));
        return Stream.concat(own, cache).toList();
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

    private static Mount readOnly(Path path, String target) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(path.toString())
                .withTarget(target)
                .withReadOnly(true);
    }
}
