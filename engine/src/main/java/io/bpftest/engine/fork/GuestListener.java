package io.bpftest.engine.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Tells the host what happens. */
final class GuestListener implements TestExecutionListener {

    private final WireWriter wire;
    private final GuestOutput output;
    private final GuestFiles files;

    GuestListener(WireWriter wire, GuestOutput output, GuestFiles files) {
        this.wire = wire;
        this.output = output;
        this.files = files;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).forEach(this::dynamicTestRegistered);
        }
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
        send(new Message.Registered(thread(), node(test)));
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        send(new Message.Started(thread(), test.getUniqueId()));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            // What failures leave is to be there when the host reports them.
            sendFiles();
        }
        send(new Message.Finished(
                thread(),
                test.getUniqueId(),
                result.getStatus().name(),
                thrown == null ? null : ThrownWriter.pack(thrown)));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        send(new Message.Skipped(thread(), test.getUniqueId(), reason));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        send(new Message.Reported(thread(), test.getUniqueId(), entry.getKeyValuePairs()));
    }

    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry file) {
        // It is to be there when the host is told of it.
        sendFiles();
        send(new Message.Published(
                thread(),
                test.getUniqueId(),
                file.getPath().toAbsolutePath().normalize().toString(),
                file.getMediaType().orElse(null)));
    }

    private static Node node(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        return new Node(
                test.getUniqueId(),
                test.getParentId().orElse(""),
                test.getDisplayName(),
                test.getLegacyReportingName(),
                test.getType().name(),
                test.getTags().stream().map(TestTag::getName).toList(),
                className(source),
                source instanceof MethodSource method ? method.getMethodName() : null,
                source instanceof MethodSource method
                        ? Optional.ofNullable(method.getMethodParameterTypes()).orElse("")
                        : "");
    }

    private static @Nullable String className(@Nullable TestSource source) {
        return source instanceof MethodSource method
                ? method.getClassName()
                : source instanceof ClassSource type ? type.getClassName() : null;
    }

    private static long thread() {
        return Thread.currentThread().getId();
    }

    private void sendFiles() {
        try {
            files.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(Message message) {
        output.flushThread();
        try {
            wire.write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
