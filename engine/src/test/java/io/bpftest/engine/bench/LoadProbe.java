package io.bpftest.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

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
        Execution.nanoseconds(launcher, launcherWarmUp, 1);

        System.out.println(Execution.nanoseconds(launcher, first, 1));
        Execution.nanoseconds(launcher, warmUp, WARM_UP);
        System.out.println(Execution.nanoseconds(launcher, measured, times));
    }
}
