package io.bpftest.engine.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/**
 * Which invocations of a parameterised test, and the like, were asked for. What Jupiter discovers shows the method only:
 * the invocations are known when it runs.
 */
final class Narrowing {

    /** What Jupiter calls invocations, by what it calls the method. */
    private static final Map<String, List<String>> INVOCATIONS = Map.of(
            "test-template", List.of("test-template-invocation"),
            "test-factory", List.of("dynamic-test", "dynamic-container"));

    private final EngineDiscoveryRequest request;
    private final UniqueId root;
    private final Map<UniqueId, List<UniqueId>> wanted = new HashMap<>();

    /** Reads selectors that a request has. */
    Narrowing(EngineDiscoveryRequest request, List<DiscoverySelector> selectors, UniqueId root) {
        this.request = request;
        this.root = root;
        List<DiscoverySelector> whole = new ArrayList<>();
        for (DiscoverySelector selector : selectors) {
            if (!narrows(selector)) {
                whole.add(selector);
            }
        }
        if (!wanted.isEmpty() && !whole.isEmpty()) {
            // What is selected as a whole too runs as a whole.
            wanted.keySet().removeAll(methods(whole));
        }
    }

    /** Gives what to select of a method, which is itself unless certain invocations were asked for. */
    List<UniqueId> of(UniqueId method) {
        return wanted.getOrDefault(method, List.of(method));
    }

    private boolean narrows(DiscoverySelector selector) {
        if (selector instanceof UniqueIdSelector byId) {
            UniqueId id = Jupiter.moved(byId.getUniqueId(), root);
            for (UniqueId method : methods(List.of(selector))) {
                if (id.hasPrefix(method) && !id.equals(method)) {
                    want(method, id);
                    return true;
                }
            }
        } else if (selector instanceof IterationSelector iterations) {
            for (UniqueId method : methods(List.of(iterations.getParentSelector()))) {
                for (String type :
                        INVOCATIONS.getOrDefault(method.getLastSegment().getType(), List.of())) {
                    iterations
                            .getIterationIndices()
                            .forEach(index -> want(method, method.append(type, "#" + (index + 1))));
                }
            }
            return true;
        }
        return false;
    }

    private void want(UniqueId method, UniqueId invocation) {
        wanted.computeIfAbsent(method, m -> new ArrayList<>()).add(invocation);
    }

    private Set<UniqueId> methods(List<? extends DiscoverySelector> selectors) {
        Set<UniqueId> found = new HashSet<>();
        TestDescriptor all = Jupiter.discover(request, List.copyOf(selectors), root);
        all.accept(test -> {
            if (INVOCATIONS.containsKey(test.getUniqueId().getLastSegment().getType())) {
                found.add(test.getUniqueId());
            }
        });
        return found;
    }
}
