package io.bpftest.engine.platform;

import io.bpftest.error.ConfigurationException;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** Which classes do not run in this JVM. */
final class Placement {

    private final @Nullable Configuration configuration;

    private Placement(@Nullable Configuration configuration) {
        this.configuration = configuration;
    }

    static Placement of(ConfigurationParameters parameters) {
        try {
            return new Placement(Configuration.of(parameters::get));
        } catch (ConfigurationException e) {
            // Each test will say so, which reads better than an engine that fails to discover.
            return new Placement(null);
        }
    }

    /** Tells, without looking at classes, whether there can be nothing to take; most runs end here. */
    boolean leavesAllToJupiter(List<DiscoverySelector> selectors) {
        return configuration == null || configuration.environment() != Place.PROCESS || selectors.isEmpty();
    }

    /** Tells whether a class of Jupiter's is to run elsewhere, with what is nested in it. */
    boolean takes(TestDescriptor test) {
        Optional<Class<?>> type = test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass());
        return type.isPresent() && OurClasses.contain(type.get());
    }
}
