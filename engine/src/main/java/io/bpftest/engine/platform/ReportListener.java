package io.bpftest.engine.platform;

import io.bpftest.engine.report.Report;
import io.bpftest.engine.report.Section;
import io.bpftest.engine.report.coverage.CoverageReport;
import io.bpftest.error.BpfException;
import io.bpftest.error.ConfigurationException;
import io.bpftest.file.TestModule;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.record.JsonText;
import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Records how tests of ours end, wherever they ran, and makes the report when all are through; JUnit finds it as a service.
 * What tests run by a launcher of their own is not recorded: those are no tests of this build.
 */
public final class ReportListener implements TestExecutionListener {

    /** The listener whose plan runs in this JVM, the outermost. */
    private static final AtomicReference<@Nullable ReportListener> RUNNING = new AtomicReference<>();

    private static final int LONGEST_MESSAGE = 16_000;

    private final AtomicReference<@Nullable ReportListener> running;
    private final Map<String, Long> begins = new ConcurrentHashMap<>();
    private final Map<String, Optional<Path>> foldersOfClasses = new ConcurrentHashMap<>();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private @Nullable TestPlan plan;
    private @Nullable Configuration configuration;

    /** For the launcher. */
    public ReportListener() {
        this(RUNNING);
    }

    /** For a launcher within a test. */
    ReportListener(AtomicReference<@Nullable ReportListener> running) {
        this.running = running;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        if (!running.compareAndSet(null, this)) {
            return;
        }
        plan = started;
        configuration = null;
        try {
            Configuration settings =
                    Configuration.of(key -> started.getConfigurationParameters().get(key));
            configuration = settings.report() ? settings : null;
            if (settings.coverage() && !settings.coverageMinimums().isEmpty()) {
                // Now, not with the first test: other JVMs must know that this one is not through.
                foldersOf(started).forEach(reports -> CoverageVerdict.expect(reports, settings, this::isRunning));
            }
        } catch (ConfigurationException e) {
            // Tests fail for it, in words.
            configuration = null;
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (configuration != null && test.isTest()) {
            begins.put(test.getUniqueId(), System.nanoTime());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, "SKIPPED", reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.SUCCESSFUL) {
            if (test.isTest()) {
                record(test, "PASSED", "");
            }
            return;
        }
        String status = result.getStatus() == Status.ABORTED ? "ABORTED" : "FAILED";
        record(test, status, result.getThrowable().map(ReportListener::words).orElse(""));
    }

    private boolean isRunning() {
        return running.get() == this;
    }

    /** The folders for reports of the classes that a plan has. */
    private Set<Path> foldersOf(TestPlan started) {
        Set<Path> all = new LinkedHashSet<>();
        for (TestIdentifier root : started.getRoots()) {
            for (TestIdentifier test : started.getDescendants(root)) {
                String className = outermostClass(test.getUniqueIdObject());
                if (className != null) {
                    foldersOfClasses.computeIfAbsent(className, this::folder).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private static Optional<CoverageReport> coverage(Path reports, @Nullable Configuration settings) {
        if (settings == null || !settings.coverage()) {
            return Optional.empty();
        }
        try {
            return CoverageReport.write(reports, settings.clang(), Map.of());
        } catch (IOException | RuntimeException e) {
            System.err.println("bpf-test: coverage in " + reports + " cannot be made: " + e
                    + "; correct the folder's rights or free space, or leave it out with bpftest.coverage=false");
            return Optional.empty();
        }
    }

    private static void write(Path reports, @Nullable Configuration settings) {
        Optional<CoverageReport> coverage = coverage(reports, settings);
        coverage.ifPresent(made -> System.out.print(made.console()));
        try {
            Report.write(
                    reports,
                    coverage.map(CoverageReport::section).orElse(Section.NONE),
                    coverage.map(CoverageReport::paths).orElse(Map.of()));
        } catch (IOException | RuntimeException e) {
            System.err.println("bpf-test: the report in " + reports + " cannot be written: " + e
                    + "; correct the folder's rights or free space, or leave it out with bpftest.report=false");
        }
    }

    /** Our errors and assertions say all in their messages; others need their names. */
    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        boolean whole = thrown instanceof AssertionError || thrown instanceof BpfException;
        String words = whole && message != null ? message : thrown.toString();
        return words.length() <= LONGEST_MESSAGE ? words : words.substring(0, LONGEST_MESSAGE) + " ...";
    }

    private void record(TestIdentifier test, String status, String message) {
        Long begin = begins.remove(test.getUniqueId());
        UniqueId id = test.getUniqueIdObject();
        String className = outermostClass(id);
        if (configuration == null || className == null) {
            return;
        }
        Optional<Path> reports = foldersOfClasses.computeIfAbsent(className, this::folder);
        if (reports.isEmpty()) {
            return;
        }
        folders.add(reports.get());
        boolean ours = id.getSegments().get(0).getValue().equals(BpfTestEngine.ID);
        JsonText json = new JsonText()
                .object()
                .member("result", ours ? Jupiter.idOf(id).toString() : test.getUniqueId())
                .member("class", className)
                .member(
                        "folder",
                        ours
                                ? Branch.kernelOf(id)
                                        .map(kernel -> "linux-" + kernel)
                                        .orElse("")
                                : "")
                .member("status", status)
                .member("microseconds", begin == null ? 0 : TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin))
                .member("message", message.isEmpty() ? null : message)
                .member("container", test.isTest() ? 0 : 1);
        json.array("names");
        names(test).forEach(json::string);
        RecordFile.in(reports.get()).add(json.endArray().endObject());
    }

    /** The class that stands outermost in an id; null for an engine or kernel. */
    private static @Nullable String outermostClass(UniqueId id) {
        for (UniqueId.Segment segment : id.getSegments()) {
            if (segment.getType().equals("class") || segment.getType().equals("class-template")) {
                return segment.getValue();
            }
        }
        return null;
    }

    private Optional<Path> folder(String className) {
        Configuration settings = configuration;
        try {
            Class<?> type =
                    Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            return settings != null && OurClasses.contain(type)
                    ? Optional.of(settings.reportFolder(new TestModule(type).folder()))
                    : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            // Not a class that could use us.
            return Optional.empty();
        }
    }

    /** The names from the class down to the test. */
    private List<String> names(TestIdentifier test) {
        Deque<String> names = new ArrayDeque<>();
        TestPlan known = plan;
        for (TestIdentifier one = test;
                one != null && known != null && outermostClass(one.getUniqueIdObject()) != null;
                one = known.getParent(one).orElse(null)) {
            names.addFirst(one.getDisplayName());
        }
        return List.copyOf(names);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (!running.compareAndSet(this, null)) {
            return;
        }
        Configuration settings = configuration;
        folders.forEach(reports -> write(reports, settings));
        folders.clear();
        begins.clear();
        configuration = null;
        plan = null;
    }
}
