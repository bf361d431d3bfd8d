package io.bpftest.engine.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of a class, discovery included. */
final class Execution {

    private Execution() {}

    /** Gives the time it took, after having seen that all tests succeeded. */
    static long nanoseconds(Launcher launcher, Class<?> tests, int expected) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        long start = System.nanoTime();
        launcher.execute(request, listener);
        long time = System.nanoTime() - start;
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTestsSucceededCount() != expected) {
            summary.getFailures().stream().limit(1).forEach(failure -> failure.getException()
                    .printStackTrace());
            throw new IllegalStateException(
                    summary.getTestsSucceededCount() + " of " + expected + " tests of " + tests + " succeeded");
        }
        return time;
    }
}
