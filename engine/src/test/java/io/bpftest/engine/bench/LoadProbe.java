package io.bpftest.engine.bench;

import java.io.IOException;
import java.nio.file.Path;
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

    private static final String LAUNCHER = "LauncherWarmUp";
    private static final String FIRST = "First";
    private static final String WARM_UP = "WarmUp";
    private static final String MEASURED = "Measured";
    private static final int WARM_UP_TESTS = 200;

    private LoadProbe() {}

    /**
     * Writes and compiles the test classes that a JVM with them on its class path measures.
     *
     * @param object the object's file; without one the tests are empty
     * @return the folder
     */
    static Path compile(Path folder, Optional<String> object, int tests) throws IOException {
        GeneratedTests generated = new GeneratedTests(folder);
        generated.compile(LAUNCHER, Optional.empty(), 1);
        generated.compile(FIRST, object, 1);
        generated.compile(WARM_UP, object, WARM_UP_TESTS);
        generated.compile(MEASURED, object, tests);
        return folder;
    }

    /**
     * Runs the measurement.
     *
     * @param arguments the number of tests in the measured class
     */
    public static void main(String[] arguments) throws ClassNotFoundException {
        int tests = Integer.parseInt(arguments[0]);
        Launcher launcher = LauncherFactory.create();
        Execution.nanoseconds(launcher, Class.forName(LAUNCHER), 1);

        System.out.println(Execution.nanoseconds(launcher, Class.forName(FIRST), 1));
        Execution.nanoseconds(launcher, Class.forName(WARM_UP), WARM_UP_TESTS);
        System.out.println(Execution.nanoseconds(launcher, Class.forName(MEASURED), tests));
    }
}
