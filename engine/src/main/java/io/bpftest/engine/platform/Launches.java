package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.HostJvm;
import io.bpftest.file.TestModule;
import io.bpftest.spi.Configuration;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** What guests are started with, for the classes that they are to run. */
final class Launches {

    private final List<RelayedDescriptor> classes;
    private final Configuration configuration;

    Launches(List<RelayedDescriptor> classes, Configuration configuration) {
        this.classes = classes;
        this.configuration = configuration;
    }

    /** A guest that shares this machine's files. */
    GuestLaunch launch() {
        return new GuestLaunch(
                HostJvm.classPath(),
                HostJvm.properties(),
                Path.of("").toAbsolutePath(),
                modules(),
                List.of(),
                GuestLimits.of(configuration));
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
