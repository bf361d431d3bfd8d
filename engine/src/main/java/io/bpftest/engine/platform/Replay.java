package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Message;
import io.bpftest.engine.fork.Thrown;
import io.bpftest.engine.fork.ThrownReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.opentest4j.TestAbortedException;

/** Has happen here, for JUnit's listeners, what a guest tells that happened there. */
final class Replay {

    private final EngineExecutionListener listener;
    private final RelayedTests tests;
    private final List<RelayedDescriptor> classes;
    private final ThrownReader throwables = new ThrownReader(loader());

    Replay(Branch branch, List<RelayedDescriptor> classes, EngineExecutionListener listener) {
        this.classes = classes;
        this.listener = listener;
        this.tests = new RelayedTests(branch, classes);
    }

    private static ClassLoader loader() {
        ClassLoader ofTests = Thread.currentThread().getContextClassLoader();
        return ofTests != null ? ofTests : Replay.class.getClassLoader();
    }

    /** Plays one message. */
    void play(Message.OfThread message, Lanes lanes) {
        if (message instanceof Message.Printed printed) {
            lanes.runIfKnown(printed.thread(), () -> (printed.error() ? System.err : System.out).print(printed.text()));
        } else {
            lanes.run(message.thread(), () -> play(message));
        }
    }

    private void play(Message.OfThread message) {
        if (message instanceof Message.Registered registered) {
            tests.add(registered.node()).ifPresent(listener::dynamicTestRegistered);
        } else if (message instanceof Message.Started started) {
            on(started.id(), this::start);
        } else if (message instanceof Message.Finished finished) {
            on(finished.id(), test -> finish(test, result(finished.status(), finished.thrown())));
        } else if (message instanceof Message.Skipped skipped) {
            on(skipped.id(), test -> skip(test, skipped.reason()));
        } else if (message instanceof Message.Published published) {
            FileEntry file = FileEntry.from(Path.of(published.file()), published.mediaType());
            on(published.id(), test -> listener.fileEntryPublished(test, file));
        } else if (message instanceof Message.Reported reported) {
            on(reported.id(), test -> listener.reportingEntryPublished(test, ReportEntry.from(reported.values())));
        }
    }

    /** What Jupiter as a whole does is not told: the root is our engine's own business. */
    private void on(String id, Consumer<TestDescriptor> work) {
        TestDescriptor test = tests.get(id);
        if (test != null) {
            work.accept(test);
        }
    }

    private void start(TestDescriptor test) {
        tests.started(test);
        listener.executionStarted(test);
    }

    private void finish(TestDescriptor test, TestExecutionResult result) {
        tests.ended(test);
        listener.executionFinished(test, result);
    }

    private void skip(TestDescriptor test, String reason) {
        tests.ended(test);
        listener.executionSkipped(test, reason);
    }

    private TestExecutionResult result(String status, @Nullable Thrown thrown) {
        Throwable throwable = thrown == null ? null : throwables.unpack(thrown);
        return switch (Status.valueOf(status)) {
            case SUCCESSFUL -> TestExecutionResult.successful();
            case ABORTED -> TestExecutionResult.aborted(throwable);
            case FAILED -> TestExecutionResult.failed(throwable);
        };
    }

    /** Gives a throwable that is of no test. */
    Throwable unpack(Thrown thrown) {
        return throwables.unpack(thrown);
    }

    /**
     * Ends what runs, the innermost of each branch with a failure, and skips what did not begin. If nothing runs, the
     * first that did not begin fails, so that a loss is never taken for a success.
     */
    void abort(Throwable failure, String reasonOfTheRest) {
        boolean told = end(TestExecutionResult.failed(failure), reasonOfTheRest);
        for (TestDescriptor rest : untouched()) {
            if (told) {
                skip(rest, reasonOfTheRest);
            } else {
                fail(rest, failure);
                told = true;
            }
        }
    }

    /** Ends what runs, as aborted, and skips what did not begin. */
    void cancel(String reason) {
        end(TestExecutionResult.aborted(new TestAbortedException(reason)), reason);
        skipUntouched(reason);
    }

    /** Ends what runs, the innermost of each branch with this result; tells whether anything ran. */
    private boolean end(TestExecutionResult result, String reasonOfTheRest) {
        List<TestDescriptor> running = tests.running();
        for (TestDescriptor test : running) {
            boolean innermost =
                    running.stream().noneMatch(other -> other.getParent().orElse(null) == test);
            tests.untouched(test.getChildren()).forEach(rest -> skip(rest, reasonOfTheRest));
            finish(test, innermost ? result : TestExecutionResult.successful());
        }
        return !running.isEmpty();
    }

    /** Fails what did not begin. */
    void failUntouched(Throwable failure) {
        untouched().forEach(rest -> fail(rest, failure));
    }

    /** Skips what did not begin. */
    void skipUntouched(String reason) {
        untouched().forEach(rest -> skip(rest, reason));
    }

    /** Tells whether all that was to run did, or was skipped. */
    boolean isComplete() {
        return tests.running().isEmpty() && untouched().isEmpty();
    }

    private void fail(TestDescriptor test, Throwable failure) {
        start(test);
        finish(test, TestExecutionResult.failed(failure));
    }

    /** Other classes of the root may run elsewhere. */
    private List<TestDescriptor> untouched() {
        return tests.untouched(classes);
    }
}
