package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.HostJvm;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.file.TestModule;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.GuestEnvironment;
import io.bpftest.spi.Place;
import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What guests are started with, for the classes that they are to run. */
final class Launches {

    private static final String REPORTS = "bpftest.report.dir";
    private static final String CACHE_OF_ITS_OWN = "/tmp/bpf-test";

    private final List<RelayedDescriptor> classes;
    private final Configuration configuration;

    /** Settings that are others in the guest than here, whatever the configuration parameters say. */
    private final Map<String, String> settings = new HashMap<>();

    Launches(Branch branch, List<RelayedDescriptor> classes, Configuration configuration) {
        this.classes = classes;
        this.configuration = configuration;
        if (branch.kernel() != null) {
            // What failures leave on one kernel must not be written over by another.
            settings.put(
                    REPORTS,
                    configuration
                            .reportFolder(Path.of(""))
                            .resolve(branch.folder())
                            .toString());
        }
    }

    /** Gives what a guest in some place is started with. */
    GuestLaunch of(Place place) {
        return place == Place.PROCESS ? beside() : apart(place.name().toLowerCase(Locale.ROOT));
    }

    /** Settings that are others in the guest than here. */
    Map<String, String> settings() {
        return settings;
    }

    /** A guest that shares this machine's files. */
    private GuestLaunch beside() {
        return launch("process", List.of());
    }

    /** A guest that sees this machine's files, and may not change them. */
    private GuestLaunch apart(String environment) {
        List<Path> written =
                new ArrayList<>(modules().stream().map(this::reports).toList());
        written.forEach(Launches::create);
        Path cache = configuration.cacheFolder().toAbsolutePath().normalize();
        if (cache.toFile().mkdirs() || Files.isDirectory(cache)) {
            written.add(cache);
        }
        // Where this machine can have none, the guest has one that ends with it.
        settings.put(GuestLaunch.CACHE, written.contains(cache) ? cache.toString() : CACHE_OF_ITS_OWN);
        return launch(environment, written);
    }

    private GuestLaunch launch(String environment, List<Path> written) {
        Map<String, String> properties = new HashMap<>(HostJvm.properties());
        properties.put(GuestEnvironment.PROPERTY, environment);
        properties.put(RecordFile.RUN_PROPERTY, RecordFile.run());
        properties.putAll(settings);
        return new GuestLaunch(
                HostJvm.classPath(),
                properties,
                Path.of("").toAbsolutePath(),
                modules(),
                written,
                GuestLimits.of(configuration));
    }

    private Path reports(Path module) {
        String setting = settings.get(REPORTS);
        return setting == null ? configuration.reportFolder(module) : module.resolve(setting);
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
                .flatMap(type -> type.testClass().stream())
                .map(type -> new TestModule(type).folder())
                .distinct()
                .toList();
    }
}
