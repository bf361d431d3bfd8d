package io.bpftest.engine.platform;

import io.bpftest.Environment;
import io.bpftest.error.ConfigurationException;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** Which classes do not run in this JVM, but elsewhere, and on which kernels. */
final class Placement {

    private final @Nullable Configuration configuration;
    private final Selection selection;

    private Placement(@Nullable Configuration configuration, Selection selection) {
        this.configuration = configuration;
        this.selection = selection;
    }

    static Placement of(ConfigurationParameters parameters, Selection selection) {
        try {
            return new Placement(Configuration.of(parameters::get), selection);
        } catch (ConfigurationException e) {
            // Each test will say so, which reads better than an engine that fails to discover.
            return new Placement(null, selection);
        }
    }

    /** Tells, without discovering, whether there can be nothing to take; on privileged machines most runs end here. */
    boolean leavesAllToJupiter() {
        return configuration == null
                || selection.kernels().isEmpty()
                        && selection.ourClasses().isEmpty()
                        && configuration.kernels().isEmpty()
                        && isLocal(configuration)
                        && selection.general().stream().allMatch(Placement::mayRunAnywhere);
    }

    private static boolean isLocal(Configuration configuration) {
        Place environment = configuration.environment();
        return environment == Place.LOCAL || environment == Place.AUTO && LocalPrivileges.suffice();
    }

    /** Of other selectors it is not known without discovering. */
    private static boolean mayRunAnywhere(DiscoverySelector selector) {
        if (selector instanceof ClassSelector byClass) {
            return ClassNeeds.areNone(byClass.getJavaClass());
        } else if (selector instanceof MethodSelector byMethod) {
            return ClassNeeds.areNone(byMethod.getJavaClass());
        }
        return false;
    }

    /**
     * Gives the kernels that a class is to run on; none if it runs on the one that is there.
     *
     * @param around those of the class around it; null for an outermost class
     */
    List<String> kernels(Class<?> type, @Nullable List<String> around) {
        Optional<List<String>> named = ClassNeeds.of(type).kernels();
        if (named.isPresent()) {
            return named.get();
        } else if (around != null) {
            return around;
        }
        return configuration != null && OurClasses.contain(type) ? configuration.kernels() : List.of();
    }

    /**
     * Tells whether a class of Jupiter's is to run elsewhere.
     *
     * @param counted which of it and the classes nested in it are meant
     */
    boolean takes(TestDescriptor test, Predicate<Class<?>> counted) {
        Class<?> type = classOf(test).orElse(null);
        if (type == null || configuration == null) {
            return false;
        }
        if (selection.ourClasses().contains(test.getUniqueId().getLastSegment().getValue())) {
            return true;
        }
        Terms terms = Terms.of(test, counted);
        if (isLocal(configuration) && terms.allow(Environment.LOCAL)) {
            return configuration.environment() == Place.AUTO && !terms.lack().isEmpty();
        }
        return OurClasses.contain(type) || !terms.restriction().isEmpty();
    }

    /** Tells whether classes that name this kernel alone run on it in this JVM. */
    boolean isHere(List<String> kernels, TestDescriptor test, Predicate<Class<?>> counted) {
        return configuration != null
                && kernels.size() == 1
                && HostKernel.is(kernels.get(0))
                && isLocal(configuration)
                && Terms.of(test, counted).allow(Environment.LOCAL);
    }

    /** The class of a test class's descriptor. */
    static Optional<Class<?>> classOf(TestDescriptor test) {
        if (test instanceof RelayedDescriptor ours) {
            return ours.testClass();
        }
        return test.getSource().filter(ClassSource.class::isInstance).map(source -> ((ClassSource) source)
                .getJavaClass());
    }
}
