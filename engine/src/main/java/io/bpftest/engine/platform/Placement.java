package io.bpftest.engine.platform;

import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.error.ConfigurationException;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** Which classes do not run in this JVM, but elsewhere. */
final class Placement {

    private final @Nullable Configuration configuration;
    private final Set<String> askedOfUs = new HashSet<>();

    private Placement(@Nullable Configuration configuration, List<DiscoverySelector> selectors) {
        this.configuration = configuration;
        for (DiscoverySelector selector : selectors) {
            if (selector instanceof UniqueIdSelector byId) {
                List<UniqueId.Segment> segments = byId.getUniqueId().getSegments();
                if (segments.size() > 1 && segments.get(0).getValue().equals(BpfTestEngine.ID)) {
                    askedOfUs.add(segments.get(1).getValue());
                }
            }
        }
    }

    static Placement of(ConfigurationParameters parameters, List<DiscoverySelector> selectors) {
        try {
            return new Placement(Configuration.of(parameters::get), selectors);
        } catch (ConfigurationException e) {
            // Each test will say so, which reads better than an engine that fails to discover.
            return new Placement(null, List.of());
        }
    }

    /** Tells, without discovering, whether there can be nothing to take; on privileged machines most runs end here. */
    boolean leavesAllToJupiter(List<DiscoverySelector> selectors) {
        return configuration == null
                || askedOfUs.isEmpty()
                        && isLocal(configuration.environment())
                        && selectors.stream().allMatch(Placement::mayRunAnywhere);
    }

    private static boolean isLocal(Place environment) {
        return environment == Place.LOCAL || environment == Place.AUTO && LocalPrivileges.suffice();
    }

    /** Of other selectors it is not known without discovering. */
    private static boolean mayRunAnywhere(DiscoverySelector selector) {
        if (selector instanceof ClassSelector byClass) {
            return !isRestricted(byClass.getJavaClass());
        } else if (selector instanceof MethodSelector byMethod) {
            return !isRestricted(byMethod.getJavaClass());
        }
        return false;
    }

    private static boolean isRestricted(Class<?> type) {
        return !allowed(type).containsAll(EnumSet.allOf(Environment.class));
    }

    /** Tells whether a class of Jupiter's is to run elsewhere, with what is nested in it. */
    boolean takes(TestDescriptor test) {
        Class<?> type = classOf(test).orElse(null);
        if (type == null || configuration == null) {
            return false;
        }
        if (askedOfUs.contains(test.getUniqueId().getLastSegment().getValue())) {
            return true;
        }
        boolean local = isLocal(configuration.environment()) && allowed(type).contains(Environment.LOCAL);
        return !local && (OurClasses.contain(type) || isRestricted(type));
    }

    /** The class of a test class's descriptor. */
    static Optional<Class<?>> classOf(TestDescriptor test) {
        return test.getSource().filter(ClassSource.class::isInstance).map(source -> ((ClassSource) source)
                .getJavaClass());
    }

    /** The environments that a class may run in, by its own {@link RunIn} or that of the class around it. */
    static Set<Environment> allowed(Class<?> type) {
        for (Class<?> current = type; current != null; current = current.getEnclosingClass()) {
            Optional<RunIn> runIn = AnnotationSupport.findAnnotation(current, RunIn.class);
            if (runIn.isPresent()) {
                Set<Environment> allowed = EnumSet.noneOf(Environment.class);
                allowed.addAll(List.of(runIn.get().value()));
                return allowed;
            }
        }
        return EnumSet.allOf(Environment.class);
    }
}
