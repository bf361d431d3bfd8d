package io.bpftest.engine.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

/** What a listener of JUnit's launcher, such as a build tool's or an IDE's, is told of a run. */
final class Recording implements TestExecutionListener {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, TestExecutionResult> results = new HashMap<>();
    private final Map<String, String> skipped = new HashMap<>();
    private final Map<String, Throwable> failures = new LinkedHashMap<>();
    private final List<TestIdentifier> finished = new ArrayList<>();

    private Recording() {}

    /** Runs what is selected with a JUnit launcher as build tools make it. */
    static Recording of(LauncherDiscoveryRequestBuilder request) {
        return of(request.build());
    }

    static Recording of(LauncherDiscoveryRequest request) {
        return of(LauncherFactory.create(), request);
    }

    static Recording of(Launcher launcher, LauncherDiscoveryRequest request) {
        Recording recording = new Recording();
        launcher.execute(request, recording);
        return recording;
    }

    /** Called by name, since JUnit 5 has no such request. */
    static Recording of(Launcher launcher, LauncherDiscoveryRequest request, Object token) {
        Recording recording = new Recording();
        try {
            String builders = "org.junit.platform.launcher.core.LauncherExecutionRequestBuilder";
            Object builder = Class.forName(builders)
                    .getMethod("request", LauncherDiscoveryRequest.class)
                    .invoke(null, request);
            Class<?> type = Class.forName("org.junit.platform.engine.CancellationToken");
            builder.getClass().getMethod("cancellationToken", type).invoke(builder, token);
            builder.getClass()
                    .getMethod("listeners", TestExecutionListener[].class)
                    .invoke(builder, (Object) new TestExecutionListener[] {recording});
            Object execution = builder.getClass().getMethod("build").invoke(builder);
            Class<?> requests = Class.forName("org.junit.platform.launcher.LauncherExecutionRequest");
            Launcher.class.getMethod("execute", requests).invoke(launcher, execution);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return recording;
    }

    /** The ids of the tests that ran, in their order. */
    List<String> idsOfTests() {
        return finished.stream()
                .filter(TestIdentifier::isTest)
                .map(TestIdentifier::getUniqueId)
                .toList();
    }

    /** What tests and containers threw, by their ids. */
    Map<String, Throwable> failures() {
        return failures;
    }

    /** What happened, in its order, without the engines' own part. */
    List<String> events() {
        return List.copyOf(events);
    }

    /** The tests that ran, by class and display name, in their order. */
    List<String> testsRun() {
        return finished.stream()
                .filter(TestIdentifier::isTest)
                .map(TestIdentifier::getDisplayName)
                .toList();
    }

    /** How many of those tests engines of this id ran. */
    long testsRunBy(String engine) {
        return finished.stream()
                .filter(TestIdentifier::isTest)
                .filter(test ->
                        test.getUniqueIdObject().getEngineId().orElse("").equals(engine))
                .count();
    }

    /** What a test or container threw, by its display name; the names must be unique. */
    Throwable thrown(String name) {
        TestExecutionResult result = results.get(name);
        if (result == null || result.getThrowable().isEmpty()) {
            throw new AssertionError(name + " threw nothing; there were " + events);
        }
        return result.getThrowable().get();
    }

    TestExecutionResult.Status status(String name) {
        TestExecutionResult result = results.get(name);
        if (result == null) {
            throw new AssertionError(name + " did not end; there were " + events);
        }
        return result.getStatus();
    }

    /** Why something is skipped, by its display name. */
    Map<String, String> skipped() {
        return skipped;
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        tell("registered", test, "");
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        tell("started", test, "");
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.put(test.getDisplayName(), reason);
        tell("skipped", test, reason);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        tell("reported", test, entry.getKeyValuePairs().toString());
    }

    /** Where a file lies differs from place to place; that it is there, and what it holds, does not. */
    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry file) {
        Path path = file.getPath();
        try (Stream<Path> files = Files.walk(path)) {
            List<String> contents = new ArrayList<>();
            for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(one.getFileName() + " " + Files.readString(one));
            }
            tell("published", test, path.getFileName() + " " + file.getMediaType() + " " + contents);
        } catch (IOException e) {
            tell("published", test, e.toString());
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        results.put(test.getDisplayName(), result);
        finished.add(test);
        result.getThrowable().ifPresent(thrown -> failures.put(test.getUniqueId(), thrown));
        tell(
                "finished",
                test,
                result.getStatus() + result.getThrowable().map(Recording::shown).orElse(""));
    }

    private void tell(String what, TestIdentifier test, String more) {
        List<String> id = test.getUniqueIdObject().getSegments().stream()
                .skip(1)
                .map(segment -> segment.getType() + ":" + segment.getValue())
                .toList();
        if (id.isEmpty()) {
            return;
        }
        String source = test.getSource()
                .map(found -> found instanceof MethodSource method
                        ? method.getClassName() + "#" + method.getMethodName() + "(" + method.getMethodParameterTypes()
                                + ")"
                        : found.toString())
                .orElse("no source");
        List<String> tags = new ArrayList<>(
                new TreeSet<>(test.getTags().stream().map(TestTag::getName).toList()));
        events.add(String.join(
                " | ",
                what,
                id.toString(),
                test.getDisplayName(),
                test.getLegacyReportingName(),
                test.getType().name(),
                tags.toString(),
                source,
                more));
    }

    private static String shown(Throwable thrown) {
        String values = thrown instanceof AssertionFailedError failure && failure.isExpectedDefined()
                ? " expected " + failure.getExpected().getStringRepresentation() + " actual "
                        + failure.getActual().getStringRepresentation()
                : "";
        String cause = thrown.getCause() == null ? "" : " caused by " + thrown.getCause();
        return " " + thrown + values + cause + " at " + thrown.getStackTrace()[0] + " suppressed "
                + List.of(thrown.getSuppressed());
    }
}
