package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLostException;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.GuestSession;
import io.bpftest.engine.fork.Message;
import io.bpftest.engine.fork.ProcessPlace;
import io.bpftest.error.BpfException;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;

/** Runs classes in a guest. */
final class RemoteRun {

    private final EngineRoot root;
    private final List<RelayedDescriptor> classes;
    private final ConfigurationParameters parameters;
    private final Replay replay;
    private final GuestPlace place = new ProcessPlace();

    RemoteRun(EngineRoot root, ExecutionRequest request) {
        this.root = root;
        this.classes = root.classes();
        this.parameters = request.getConfigurationParameters();
        this.replay = new Replay(root, classes, request.getEngineExecutionListener());
    }

    /** Runs them; whatever goes wrong, each is reported. */
    void run() {
        Guest guest;
        GuestLaunch launch;
        try {
            launch = new Launches(classes, Configuration.of(parameters::get)).launch();
            guest = place.start(launch);
        } catch (BpfException e) {
            replay.failUntouched(e);
            return;
        }
        try (GuestSession session = new GuestSession(guest, launch)) {
            play(session);
            session.quit();
        }
    }

    private void play(GuestSession session) {
        try {
            Message.Ready ready = session.run(root.selection(classes), parameters());
            try (Lanes lanes = new Lanes(ready.thread())) {
                Message message = session.next();
                while (!(message instanceof Message.Done)) {
                    if (message instanceof Message.OfThread ofThread) {
                        replay.play(ofThread, lanes);
                    }
                    message = session.next();
                }
                finish((Message.Done) message);
            }
        } catch (GuestLostException e) {
            replay.abort(lost(e), "not run: the " + place.name() + " that runs the tests " + e.how());
        }
    }

    private void finish(Message.Done done) {
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

    private EnvironmentException lost(GuestLostException lost) {
        String output = lost.lastOutput().isBlank()
                ? ""
                : "\nits last output:\n" + lost.lastOutput().strip();
        return new EnvironmentException(
                new Problem(
                        "The " + place.name() + " that runs the tests was lost",
                        "it " + lost.how() + output,
                        "a JVM that lives until all tests are through",
                        "see whether the test, or what it calls, ends its JVM; what hangs can get more time by "
                                + "bpftest.guest.start and bpftest.guest.silence"),
                lost);
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
