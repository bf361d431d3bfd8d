package io.bpftest.engine.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A JVM that runs the tests of some classes, as a build tool does, in the environment that its settings name. */
final class GuestProbe {

    private GuestProbe() {}

    /** As many tests as a system property says, which do nothing: each is registered, started and finished. */
    @io.bpftest.BpfObject("xdp_pass.bpf.c")
    static class Events {

        @TestFactory
        List<DynamicTest> tests() {
            List<DynamicTest> tests = new ArrayList<>();
            for (int i = 0; i < Integer.getInteger("bench.tests"); i++) {
                tests.add(DynamicTest.dynamicTest("test " + i, () -> {}));
            }
            return tests;
        }
    }

    /**
     * Runs them, and prints how long that took in nanoseconds, discovery included.
     *
     * @param arguments how many tests must succeed, then the classes' names
     */
    public static void main(String[] arguments) throws ClassNotFoundException {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (int i = 1; i < arguments.length; i++) {
            request.selectors(selectClass(Class.forName(arguments[i])));
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        long start = System.nanoTime();
        LauncherFactory.create().execute(request.build(), listener);
        long time = System.nanoTime() - start;
        long succeeded = listener.getSummary().getTestsSucceededCount();
        listener.getSummary().getFailures().stream().limit(1).forEach(failure -> failure.getException()
                .printStackTrace());
        System.out.println(succeeded == Long.parseLong(arguments[0]) ? time : "only " + succeeded + " tests succeeded");
        System.exit(0);
    }
}
