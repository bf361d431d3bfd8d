package io.bpftest.engine.platform;

import io.bpftest.error.Problem;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails a build whose coverage falls short of its minimum; JUnit finds it as a service.
 *
 * <p>Only what closes the session is certain to come after all engines: a test of ours that stood for the coverage would run
 * before Jupiter's where a class path names our engine first, and what listeners throw while tests run is logged and
 * forgotten. An error at the session's end reaches who began it: Surefire and Gradle fail the build with its message, the console
 * launcher and IDEs end with an error.
 */
public final class CoverageVerdict implements LauncherSessionListener {

    private static final ConcurrentLinkedQueue<Problem> SHORTFALLS = new ConcurrentLinkedQueue<>();

    /** For the launcher. */
    public CoverageVerdict() {}

    /** Remembers what falls short, until the session ends that the plan ran in. */
    static void add(List<Problem> shortfalls) {
        SHORTFALLS.addAll(shortfalls);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<Problem> all = List.copyOf(SHORTFALLS);
        SHORTFALLS.clear();
        if (!all.isEmpty()) {
            AssertionError error = new AssertionError(
                    all.stream().map(Problem::text).collect(Collectors.joining(System.lineSeparator())));
            // Where it was thrown tells nobody anything, and build tools print all of it.
            error.setStackTrace(new StackTraceElement[0]);
            throw error;
        }
    }
}
