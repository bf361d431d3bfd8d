package io.bpftest.engine.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Measures in a JVM of its own, so that nothing else has warmed it up.
 *
 * <p>Prints two lines: the nanoseconds that the very first test took, with its class around it, and those that the
 * tests took, each of which loads the object, beyond as many empty ones.
 */
final class LoadProbe {

    private static final int WARM_UP = 200;

    private LoadProbe() {}

    /**
     * Runs the measurement.
     *
     * @param arguments the object's file, the number of tests, and a folder for generated classes
     */
    public static void main(String[] arguments) throws IOException {
        String object = arguments[0];
        int times = Integer.parseInt(arguments[1]);
        GeneratedTests tests = new GeneratedTests(Files.createTempDirectory(Path.of(arguments[2]), "load"));
        Class<?> first = tests.loading("First", object, 1);
        Class<?> warmUp = tests.loading("WarmUp", object, WARM_UP);
        Class<?> emptyWarmUp = tests.empty("EmptyWarmUp", WARM_UP);
        Class<?> loading = tests.loading("Loading", object, times);
        Class<?> empty = tests.empty("Empty", times);
        Launcher launcher = LauncherFactory.create();
        execute(launcher, tests.empty("LauncherWarmUp", 1), 1);

        System.out.println(execute(launcher, first, 1));
        execute(launcher, warmUp, WARM_UP);
        execute(launcher, emptyWarmUp, WARM_UP);
        long loadingTime = execute(launcher, loading, times);
        System.out.println(loadingTime - execute(launcher, empty, times));
    }

    private static long execute(Launcher launcher, Class<?> tests, int expected) {
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
