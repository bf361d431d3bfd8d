package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLostException;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.GuestSession;
import io.bpftest.engine.fork.Message;
import io.bpftest.error.BpfException;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;

/** Runs classes in a guest, or says why they do not run. */
final class RemoteRun {

    private final EngineRoot root;
    private final List<RelayedDescriptor> classes;
    private final ConfigurationParameters parameters;
    private final Replay replay;

    RemoteRun(EngineRoot root, List<RelayedDescriptor> classes, ExecutionRequest request) {
        this.root = root;
        this.classes = classes;
        this.parameters = request.getConfigurationParameters();
        this.replay = new Replay(root, classes, request.getEngineExecutionListener());
    }

    /** Fails them all. */
    void fail(BpfException reason) {
        replay.failUntouched(reason);
    }

    /** Skips them all. */
    void skip(String reason) {
        replay.skipUntouched(reason);
    }

    /** Runs them in a guest that was started; whatever goes wrong, each is reported. */
    void in(GuestPlace place, Guest guest, GuestLaunch launch) {
        try (GuestSession session = new GuestSession(guest, launch)) {
            play(place, session, new WrittenFiles(launch));
            session.quit();
        }
    }

    private void play(GuestPlace place, GuestSession session, WrittenFiles files) {
        try {
            Message.Ready ready = session.run(root.selection(classes), parameters());
            checkJava(place, ready);
            try (Lanes lanes = new Lanes(ready.thread())) {
                Message message = session.next();
                while (!(message instanceof Message.Done)) {
                    if (message instanceof Message.OfThread ofThread) {
                        replay.play(ofThread, lanes);
                    } else if (message instanceof Message.Written file) {
                        files.write(file);
                    }
                    message = session.next();
                }
                finish(place, (Message.Done) message);
            }
        } catch (EnvironmentException e) {
            replay.failUntouched(e);
        } catch (GuestLostException e) {
            replay.abort(lost(place, e), "not run: the " + place.name() + " that runs the tests " + e.how());
        }
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
        int needed = ClassFile.newestJava(classes);
        if (needed > ready.java()) {
            throw new EnvironmentException(new Problem(
                    "The tests' classes are too new for the " + place.name(),
                    "Java " + ready.java() + " in the " + place.name() + ", and classes for Java " + needed,
                    "a Java runtime at least as new as the classes",
                    "compile for Java " + ready.java() + " (maven.compiler.release), or use an image with a newer Java "
                            + "(bpftest.container.image)"));
        }
    }

    private EnvironmentException lost(GuestPlace place, GuestLostException lost) {
        String output = lost.lastOutput().isBlank()
                ? ""
                : "\nits last output:\n" + lost.lastOutput().strip();
        return new EnvironmentException(
                new Problem(
                        "The " + place.name() + " that runs the tests was lost",
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

    private Map<String, String> parameters() {
        Map<String, String> all = new HashMap<>();
        for (String key : parameters.keySet()) {
            parameters.get(key).ifPresent(value -> all.put(key, value));
        }
        // Output is captured where it is replayed; twice it would be reported twice.
        all.put("junit.platform.output.capture.stdout", "false");
        all.put("junit.platform.output.capture.stderr", "false");
        return all;
    }
}
