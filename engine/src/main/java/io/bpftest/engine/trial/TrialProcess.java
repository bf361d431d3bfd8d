package io.bpftest.engine.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.engine.kernel.ProcessTime;
import io.bpftest.engine.trial.Answer.End;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running process that may die, seen from the JVM that started it. For one thread at a time. */
final class TrialProcess implements AutoCloseable {

    /** No line of a process can be this. */
    private static final String END_OF_OUTPUT = "\n";

    private static final long LOOK_AGAIN_MILLISECONDS = 100;

    private final Process process;
    private final DataOutputStream objects;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final TrialLimits limits;
    private boolean used;

    /** Starts a process that serves trials. */
    TrialProcess(ProcessBuilder command, TrialLimits limits) throws IOException {
        this.limits = limits;
        this.process = command.start();
        this.objects = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        Thread reader = new Thread(this::read, "answers of trials");
        reader.setDaemon(true);
        reader.start();
    }

    long pid() {
        return process.pid();
    }

    /** Whether an object was tried in it before, which may have left traces. */
    boolean isUsed() {
        return used;
    }

    /** Has an object tried. */
    Answer ask(String name, byte[] object) throws InterruptedException {
        used = true;
        try {
            objects.writeUTF(name);
            objects.writeInt(object.length);
            objects.write(object);
            objects.flush();
        } catch (IOException e) {
            return new Answer(End.LOST, exit());
        }
        return answer();
    }

    private Answer answer() throws InterruptedException {
        String step = "";
        Patience patience = new Patience();
        while (true) {
            String line = lines.poll(LOOK_AGAIN_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (line == null) {
                Answer late = patience.end(step);
                if (late != null) {
                    return late;
                }
            } else if (line.startsWith(TrialServer.STEP)) {
                step = line.substring(TrialServer.STEP.length());
                patience = new Patience();
            } else if (line.startsWith(TrialServer.FAILED)) {
                return new Answer(End.FAILED, "met " + line.substring(TrialServer.FAILED.length()) + " while " + step);
            } else if (line.equals(TrialServer.DONE)) {
                return new Answer(End.HARMLESS, "");
            } else if (line.equals(END_OF_OUTPUT)) {
                Signal signal = Signal.ofExit(process.waitFor());
                return signal == null ? new Answer(End.LOST, exit()) : crashed(signal, step);
            } else {
                Signal signal = Signal.ofCrashReport(line);
                if (signal != null) {
                    return crashed(signal, step);
                }
            }
        }
    }

    private static Answer crashed(Signal signal, String step) {
        return new Answer(End.CRASHED, "ended with " + signal + (step.isEmpty() ? "" : " while " + step));
    }

    private String exit() throws InterruptedException {
        // Its output ended, so it has or will.
        return process.waitFor(limits.waiting().toMillis(), TimeUnit.MILLISECONDS)
                ? "ended with exit code " + process.exitValue()
                : "does not listen any more";
    }

    private void read() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // It was closed here or there, and nothing more can come.
            lines.add(END_OF_OUTPUT);
            return;
        }
        lines.add(END_OF_OUTPUT);
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Begins with a step. */
    private final class Patience {

        private final long began = System.nanoTime();
        private final Duration computed = ProcessTime.inUserSpace(pid());

        /** Gives the end of a step that takes too long. */
        @Nullable
        Answer end(String step) {
            // Before the first step the JVM starts, which computes as well.
            if (!step.isEmpty()
                    && ProcessTime.inUserSpace(pid()).minus(computed).compareTo(limits.computing()) > 0) {
                return new Answer(
                        End.HUNG,
                        "did not end within " + seconds(limits.computing()) + " s of processor time while " + step);
            }
            return System.nanoTime() - began > limits.waiting().toNanos()
                    ? new Answer(End.LOST, "was silent for " + seconds(limits.waiting()) + " s")
                    : null;
        }

        private static String seconds(Duration limit) {
            double seconds = limit.toMillis() / 1000.0;
            return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
        }
    }
}
