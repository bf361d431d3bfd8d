package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.HostJvm;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.file.TestModule;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.GuestEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** What guests are started with, for the classes that they are to run. */
final class Launches {

    private static final Path CACHE_OF_ITS_OWN = Path.of("/tmp/bpf-test");

    private final List<RelayedDescriptor> classes;
    private final Configuration configuration;

    Launches(List<RelayedDescriptor> classes, Configuration configuration) {
        this.classes = classes;
        this.configuration = configuration;
    }

    /** A guest that shares this machine's files. */
    GuestLaunch beside() {
        return new GuestLaunch(
                HostJvm.classPath(),
                properties("process"),
                Path.of("").toAbsolutePath(),
                modules(),
                List.of(),
                GuestLimits.of(configuration));
    }

    /** A guest that sees this machine's files, and may not change them. */
    GuestLaunch apart() {
        Map<String, String> properties = properties("container");
        List<Path> written = new ArrayList<>(
                modules().stream().map(configuration::reportFolder).toList());
        written.forEach(Launches::create);
        Path cache = configuration.cacheFolder().toAbsolutePath().normalize();
        if (cache.toFile().mkdirs() || Files.isDirectory(cache)) {
            written.add(cache);
        }
        // Where this machine can have none, the guest has one that ends with it.
        properties.put(GuestLaunch.CACHE, (written.contains(cache) ? cache : CACHE_OF_ITS_OWN).toString());
        return new GuestLaunch(
                HostJvm.classPath(),
                properties,
                Path.of("").toAbsolutePath(),
                modules(),
                written,
                GuestLimits.of(configuration));
    }

    private static Map<String, String> properties(String environment) {
        Map<String, String> properties = new HashMap<>(HostJvm.properties());
        properties.put(GuestEnvironment.PROPERTY, environment);
        return properties;
    }

    /** What is mounted needs a place to be mounted at. */
    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EnvironmentException(
                    new Problem(
                            "The folder for reports cannot be made",
                            e.toString(),
                            "a folder that can be written to: " + folder,
                            "correct bpftest.report.dir, or the folder's rights"),
                    e);
        }
    }

    private List<Path> modules() {
        return classes.stream()
                .flatMap(type -> type.getSource().stream())
                .filter(ClassSource.class::isInstance)
                .map(source -> new TestModule(((ClassSource) source).getJavaClass()).folder())
                .distinct()
                .toList();
    }
}
