package io.bpftest.engine.platform;

import io.bpftest.engine.report.coverage.CoverageReport;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails a build whose coverage falls short of its minimum; JUnit finds it as a service.
 *
 * <p>Only what closes the session is certain to come after all engines, and after all plans, of which Surefire runs one for each
 * class where it has several JVMs: a test of ours that stood for the coverage would run
 * before Jupiter's where a class path names our engine first, and what listeners throw while tests run is logged and
 * forgotten. An error at the session's end reaches who began it: Surefire and Gradle fail the build with its message, the console
 * launcher and IDEs end with an error.
 */
public final class CoverageVerdict implements LauncherSessionListener {

    /** By folder for reports. */
    private static final Map<Path, Expected> EXPECTED = new ConcurrentHashMap<>();

    /**
     * What is to be judged.
     *
     * @param jvm shows this JVM to others: the last judges what all have counted
     * @param planRuns whether a plan runs whose end is to be waited for; a test may open sessions of its own meanwhile
     */
    private record Expected(Path reports, Configuration settings, Optional<RunningJvm> jvm, BooleanSupplier planRuns) {

        List<Problem> shortfalls() {
            try {
                if (jvm.isPresent() && !jvm.get().endsLast()) {
                    return List.of();
                }
                return CoverageReport.write(reports, settings.clang(), settings.coverageMinimums())
                        .map(CoverageReport::shortfalls)
                        .orElse(List.of());
            } catch (IOException | RuntimeException e) {
                return List.of(problem(reports, e));
            }
        }
    }

    /** For the launcher. */
    public CoverageVerdict() {}

    /** Has a folder's coverage judged when the session ends; called for each plan. */
    static void expect(Path reports, Configuration settings, BooleanSupplier planRuns) {
        EXPECTED.computeIfAbsent(reports, folder -> new Expected(folder, settings, shown(folder), planRuns));
    }

    /** Nothing in a folder that cannot be written: then coverage cannot be either, and is judged so. */
    private static Optional<RunningJvm> shown(Path reports) {
        try {
            return Optional.of(RunningJvm.in(reports.resolve(RecordFile.COVERAGE_FOLDER)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Problem problem(Path reports, Exception reason) {
        return new Problem(
                "Whether tests reach enough of the BPF sources cannot be told",
                reason.toString(),
                "a folder for reports that can be read and written: " + reports,
                "correct its rights or free space, or set no bpftest.coverage.minimum");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        List<Problem> all = new ArrayList<>();
        for (Expected expected : List.copyOf(EXPECTED.values())) {
            if (!expected.planRuns().getAsBoolean() && EXPECTED.remove(expected.reports(), expected)) {
                all.addAll(expected.shortfalls());
            }
        }
        if (!all.isEmpty()) {
            AssertionError error = new AssertionError(
                    all.stream().map(Problem::text).collect(Collectors.joining(System.lineSeparator())));
            // Where it was thrown tells nobody anything, and build tools print all of it.
            error.setStackTrace(new StackTraceElement[0]);
            throw error;
        }
    }
}
