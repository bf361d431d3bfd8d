package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.SharedPaths;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which of the host's files a container sees: read-only, each at the same path. */
final class Mounts {

    /** Where a container sees the host's cache, beside its own. */
    static final Path HOSTS_CACHE = Path.of("/bpf-test-cache");

    private Mounts() {}

    static List<Mount> of(GuestLaunch launch) {
        Stream<Mount> own = SharedPaths.of(launch).stream().map(path -> readOnly(path, path.toString()));
        Stream<Mount> cache = launch.cache().stream().map(folder -> readOnly(folder, HOSTS_CACHE.toString()));
        return Stream.concat(own, cache).toList();
    }

    private static Mount readOnly(Path path, String target) {
        return new Mount()
                .withType(MountType.BIND)
                .withSource(path.toString())
                .withTarget(target)
                .withReadOnly(true);
    }
}
