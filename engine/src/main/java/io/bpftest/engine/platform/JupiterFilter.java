package io.bpftest.engine.platform;

import java.util.List;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Hides from Jupiter the classes that our engine took in this very discovery; JUnit finds it as a service. Where our
 * engine did not take part, Jupiter keeps all: a test that fails for lack of privileges is better than one that vanishes.
 */
public final class JupiterFilter implements PostDiscoveryFilter {

    /** For the launcher. */
    public JupiterFilter() {}

    @Override
    public FilterResult apply(TestDescriptor test) {
        Discovery discovery = Discovery.current();
        List<UniqueId.Segment> segments = test.getUniqueId().getSegments();
        boolean hidden = discovery != null
                && segments.size() > 1
                && segments.get(0).getValue().equals(Jupiter.ID)
                && discovery.isTaken(segments.get(1).getValue());
        return FilterResult.includedIf(
                !hidden, () -> "not run by " + BpfTestEngine.ID, () -> "run by " + BpfTestEngine.ID);
    }
}
