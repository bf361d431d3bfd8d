import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the tests of a package and says in one line, in words and by its exit status, how they ended: 0 all passed, 10
 * an assertion failed, 20 something failed that is no assertion, 30 nothing ran.
 */
final class PackageRun {

    /** Takes the package, which may be empty for all, and the folder of the test classes. */
    public static void main(String[] arguments) {
        List<? extends DiscoverySelector> selectors = arguments[0].isEmpty()
                ? selectClasspathRoots(Set.of(Path.of(arguments[1])))
                : List.of(selectPackage(arguments[0]));
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), listener);
        System.exit(report(listener.getSummary()));
    }

    private static int report(TestExecutionSummary summary) {
        List<TestExecutionSummary.Failure> failures = summary.getFailures();
        long assertions = failures.stream()
                .filter(failure -> failure.getException() instanceof AssertionError)
                .count();
        System.out.printf(
                "%d of %d tests failed, %d of them by an assertion",
                failures.size(), summary.getTestsFoundCount(), assertions);
        failures.stream()
                .filter(failure -> assertions == 0 || failure.getException() instanceof AssertionError)
                .findFirst()
                .ifPresent(failure -> System.out.printf(
                        ", such as %s: %s",
                        failure.getTestIdentifier().getDisplayName(),
                        String.valueOf(failure.getException().getMessage()).lines().findFirst().orElse("")));
        System.out.println();
        if (summary.getTestsStartedCount() == 0) {
            return 30;
        }
        return assertions > 0 ? 10 : failures.isEmpty() ? 0 : 20;
    }

    private PackageRun() {}
}
