package io.bpftest.engine.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Measures in a JVM of its own, so that nothing else has warmed it up.
 *
 * <p>Prints two lines: the nanoseconds that the very first test took, with its class around it, and those that the tests
 * took after a warm-up, discovery included. Tests either load an object each, or do nothing; the difference of two such
 * JVMs is what loading costs a suite.
 */
final class LoadProbe {

    private static final int WARM_UP = 200;

    private LoadProbe() {}

    /**
     * Runs the measurement.
     *
     * @param arguments a folder for generated classes, the number of tests, and the object's file; without a file the
     *     tests are empty
     */
    public static void main(String[] arguments) throws IOException {
        GeneratedTests tests = new GeneratedTests(Files.createTempDirectory(Path.of(arguments[0]), "load"));
        int times = Integer.parseInt(arguments[1]);
        Optional<String> object = Arrays.stream(arguments).skip(2).findFirst();
        Class<?> first = tests.of("First", object, 1);
        Class<?> warmUp = tests.of("WarmUp", object, WARM_UP);
        Class<?> measured = tests.of("Measured", object, times);
        Class<?> launcherWarmUp = tests.of("LauncherWarmUp", Optional.empty(), 1);
        Launcher launcher = LauncherFactory.create();
        execute(launcher, launcherWarmUp, 1);

        System.out.println(execute(launcher, first, 1));
        execute(launcher, warmUp, WARM_UP);
        System.out.println(execute(launcher, measured, times));
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
