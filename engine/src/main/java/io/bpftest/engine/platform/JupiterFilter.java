package io.bpftest.engine.platform;

import java.util.Set;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Hides from Jupiter the classes that our engine took in this very discovery; JUnit finds it as a service. Where our
 * engine did not take part, Jupiter keeps all: a test that fails for lack of privileges is better than one that vanishes.
 */
public final class JupiterFilter implements PostDiscoveryFilter {

    private static final Set<String> CLASSES =
            Set.of("class", "nested-class", "class-template", "nested-class-template");

    /** For the launcher. */
    public JupiterFilter() {}

    @Override
    public FilterResult apply(TestDescriptor test) {
        Discovery discovery = Discovery.current();
        boolean hidden = discovery != null
                && test.getUniqueId().getEngineId().filter(Jupiter.ID::equals).isPresent()
                && discovery.isTaken(classOf(test.getUniqueId()));
        return FilterResult.includedIf(
                !hidden, () -> "not run by " + BpfTestEngine.ID, () -> "run by " + BpfTestEngine.ID);
    }

    /** The id of the nearest class. */
    private static UniqueId classOf(UniqueId id) {
        UniqueId type = id;
        while (type.getSegments().size() > 1
                && !CLASSES.contains(type.getLastSegment().getType())) {
            type = type.removeLastSegment();
        }
        return type;
    }
}
