package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestLostException;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.Message;
import io.bpftest.error.BpfException;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import org.junit.platform.engine.ExecutionRequest;

/** Reports what classes do in a guest, or why they do not run. */
final class RemoteRun {

    private static final String CANCELLED = "Execution cancelled";

    private final Job job;
    private final Cancellation cancellation;
    private final Replay replay;

    RemoteRun(Job job, ExecutionRequest request) {
        this.job = job;
        this.cancellation = new Cancellation(request);
        this.replay = new Replay(job.branch(), job.classes(), request.getEngineExecutionListener());
    }

    /** Fails them all. */
    void fail(BpfException reason) {
        replay.failUntouched(reason);
    }

    /** Skips them all. */
    void skip(String reason) {
        replay.skipUntouched(reason);
    }

    /**
     * Has all happen here that happens in a guest; whatever goes wrong there, each class is reported.
     *
     * @return whether the guest is through, and ends by itself
     * @throws BpfException if there is no guest; then nothing is reported
     */
    boolean play(GuestThread guest) {
        String name = job.toString();
        try {
            Job.Started started = guest.started(cancellation);
            if (started == null) {
                replay.cancel(CANCELLED);
                return false;
            }
            name = "the " + started.place().name() + " that runs the tests";
            if (!started.notice().isEmpty()) {
                System.err.println(started.notice());
            }
            return play(started.place(), guest, new WrittenFiles(started.launch()));
        } catch (GuestLostException e) {
            replay.abort(lost(name, e), "not run: " + name + " " + e.how());
        }
        return false;
    }

    private boolean play(GuestPlace place, GuestThread guest, WrittenFiles files) throws GuestLostException {
        Message message = guest.next(cancellation);
        if (message instanceof Message.Ready ready) {
            try {
                checkJava(place, ready);
            } catch (EnvironmentException e) {
                replay.failUntouched(e);
                return false;
            }
            try (Lanes lanes = new Lanes(ready.thread())) {
                message = guest.next(cancellation);
                while (message != null && !(message instanceof Message.Done)) {
                    if (message instanceof Message.OfThread ofThread) {
                        replay.play(ofThread, lanes);
                    } else if (message instanceof Message.Written file) {
                        files.write(file);
                    }
                    message = guest.next(cancellation);
                }
            }
        }
        if (message instanceof Message.Done done) {
            finish(place, done);
            return true;
        }
        replay.cancel(CANCELLED);
        return false;
    }

    private void finish(GuestPlace place, Message.Done done) {
        if (done.failure() != null) {
            Throwable failure = replay.unpack(done.failure());
            replay.abort(failure, "not run: " + failure);
        } else if (!replay.isComplete()) {
            replay.abort(
                    new EnvironmentException(new Problem(
                            "Tests did not run in the " + place.name(),
                            "Jupiter found there fewer tests than here",
                            "the same classes on both sides",
                            "see whether the tests' classes were built for a newer Java than the guest's")),
                    "not run: Jupiter did not find it in the " + place.name());
        }
    }

    /** What a guest with an older Java would fail at one by one, is told once. */
    private void checkJava(GuestPlace place, Message.Ready ready) {
        int needed = ClassFile.newestJava(job.classes());
        if (needed > ready.java()) {
            throw new EnvironmentException(new Problem(
                    "The tests' classes are too new for the " + place.name(),
                    "Java " + ready.java() + " in the " + place.name() + ", and classes for Java " + needed,
                    "a Java runtime at least as new as the classes",
                    "compile for Java " + ready.java() + " (maven.compiler.release), or use an image with a newer Java "
                            + "(bpftest.container.image)"));
        }
    }

    private EnvironmentException lost(String name, GuestLostException lost) {
        String output = lost.lastOutput().isBlank()
                ? ""
                : "\nits last output:\n" + lost.lastOutput().strip();
        return new EnvironmentException(
                new Problem(
                        Character.toUpperCase(name.charAt(0)) + name.substring(1) + " was lost",
                        "it " + lost.how() + output,
                        "a JVM that lives until all tests are through",
                        remedy(lost)),
                lost);
    }

    private static String remedy(GuestLostException lost) {
        if (lost.lastOutput().contains("java: not found")) {
            return "use an image with a Java runtime, 17 or newer, or leave bpftest.container.image out";
        } else if (lost.lastOutput().contains("UnsupportedClassVersionError")) {
            return "use an image with a newer Java runtime: bpf-test itself needs 17";
        }
        return "see whether the test, or what it calls, ends its JVM; what hangs can get more time by "
                + "bpftest.guest.start and bpftest.guest.silence";
    }
}
