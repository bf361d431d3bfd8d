package io.bpftest.engine.fork;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a guest is started with. All paths are the host's, and must be the same in the guest.
 *
 * @param classPath files and folders, in their order
 * @param properties system properties of its JVM
 * @param workingFolder where its JVM starts
 * @param modules folders of the modules that the tests are of, with their sources
 * @param written folders that the guest may write to, and whose files are to come back; empty where it writes the
 *     host's own
 * @param limits how long to wait for what
 */
public record GuestLaunch(
        List<Path> classPath,
        Map<String, String> properties,
        Path workingFolder,
        List<Path> modules,
        List<Path> written,
        GuestLimits limits) {

    /** The system property that names the guest's cache folder. */
    public static final String CACHE = "bpftest.cache.dir";

    /** Copies the collections. */
    public GuestLaunch {
        classPath = List.copyOf(classPath);
        properties = Map.copyOf(properties);
        modules = List.copyOf(modules);
        written = List.copyOf(written);
    }

    /** The folder of what the guest compiles, if what it adds is to come back: then it may read the host's too. */
    public Optional<Path> cache() {
        return Optional.ofNullable(properties.get(CACHE)).map(Path::of).filter(written::contains);
    }
}
