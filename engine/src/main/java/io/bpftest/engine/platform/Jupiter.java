package io.bpftest.engine.platform;

import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/** Jupiter, as far as our engine asks it: what tests are there? */
final class Jupiter {

    static final String ID = "junit-jupiter";

    private static final UniqueId ROOT = UniqueId.forEngine(ID);

    private Jupiter() {}

    /** Discovers as Jupiter would, with ids of which the first segment is another root. */
    static TestDescriptor discover(EngineDiscoveryRequest request, List<DiscoverySelector> selectors, UniqueId root) {
        List<DiscoverySelector> translated =
                selectors.stream().map(selector -> translate(selector, root)).toList();
        return engine().discover(request(request, translated), root);
    }

    private static TestEngine engine() {
        for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
            if (engine.getId().equals(ID)) {
                return engine;
            }
        }
        throw new ToolMissingException(new Problem(
                "Tests cannot be run elsewhere without JUnit Jupiter's engine",
                "no engine \"" + ID + "\" on the class path",
                "the artifact org.junit.jupiter:junit-jupiter-engine",
                "depend on org.junit.jupiter:junit-jupiter, which brings it"));
    }

    private static DiscoverySelector translate(DiscoverySelector selector, UniqueId root) {
        return selector instanceof UniqueIdSelector id && id.getUniqueId().hasPrefix(ROOT)
                ? DiscoverySelectors.selectUniqueId(moved(id.getUniqueId(), root))
                : selector;
    }

    /** Gives what Jupiter calls a test or container of ours. */
    static UniqueId idOf(UniqueId ours) {
        return moved(Branch.withoutKernel(ours), ROOT);
    }

    /** Gives an id with another first segment, or others instead of the first. */
    static UniqueId moved(UniqueId id, UniqueId root) {
        UniqueId moved = root;
        List<UniqueId.Segment> segments = id.getSegments();
        for (UniqueId.Segment segment : segments.subList(1, segments.size())) {
            moved = moved.append(segment);
        }
        return moved;
    }

    /**
     * Gives the request with other selectors, and a listener that hears nothing: Jupiter itself is asked too, and what it
     * has to complain of should not be told twice. A proxy, since the interface differs between versions of JUnit.
     */
    private static EngineDiscoveryRequest request(EngineDiscoveryRequest whole, List<DiscoverySelector> selectors) {
        return (EngineDiscoveryRequest) Proxy.newProxyInstance(
                EngineDiscoveryRequest.class.getClassLoader(),
                new Class<?>[] {EngineDiscoveryRequest.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getDiscoveryListener":
                            return EngineDiscoveryListener.NOOP;
                        case "getSelectorsByType":
                            Class<?> type = (Class<?>) arguments[0];
                            return selectors.stream().filter(type::isInstance).toList();
                        default:
                            try {
                                return method.invoke(whole, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                    }
                });
    }
}
