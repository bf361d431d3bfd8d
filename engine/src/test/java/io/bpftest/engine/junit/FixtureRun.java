package io.bpftest.engine.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a fixture class through Jupiter, and tells what its users would see. */
record FixtureRun(EngineExecutionResults results) {

    static FixtureRun of(Class<?> fixture) {
        return of(fixture, Map.of());
    }

    static FixtureRun of(Class<?> fixture, Map<String, String> settings) {
        return new FixtureRun(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .configurationParameters(settings)
                .execute());
    }

    /** Runs test methods of fixtures in several threads at once. */
    static FixtureRun parallel(Class<?> fixture) {
        return of(
                fixture,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "8"));
    }

    /** The display names of the tests that ran, in their order; fails with the first failure of any. */
    List<String> names() {
        failures().forEach(failure -> {
            throw new AssertionError("the fixture failed", failure);
        });
        return results.testEvents().finished().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    long testsRun() {
        return results.testEvents().finished().count();
    }

    /** What the first test or container that failed threw. */
    Throwable failure() {
        return failures().stream().findFirst().orElseThrow(() -> new AssertionError("nothing failed"));
    }

    private List<Throwable> failures() {
        return results.allEvents().finished().stream()
                .map(FixtureRun::thrown)
                .flatMap(Optional::stream)
                .map(thrown -> thrown instanceof ParameterResolutionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown)
                .toList();
    }

    private static Optional<Throwable> thrown(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getThrowable();
    }
}
