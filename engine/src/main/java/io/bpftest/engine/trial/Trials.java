package io.bpftest.engine.trial;

import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has objects tried, all in one process as long as it lives.
 *
 * <p>The process starts with the first object, and ends with this JVM, however that ends. Safe for use by many threads,
 * which wait for each other.
 */
public final class Trials implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final Supplier<ProcessBuilder> command;
    private final TrialLimits limits;
    private @Nullable TrialProcess process;
    private int started;

    /**
     * Will start a process, once there is an object to try.
     *
     * @param main its main class, which calls {@link TrialServer#serve}
     */
    public Trials(Class<?> main) {
        this(() -> TrialCommand.of(main), TrialLimits.DEFAULT);
    }

    Trials(Supplier<ProcessBuilder> command, TrialLimits limits) {
        this.command = command;
        this.limits = limits;
    }

    /**
     * Has an object tried.
     *
     * @param name the name of its file
     * @throws MachineException if no process can be started or kept alive, or this thread is interrupted
     */
    public synchronized Verdict of(String name, byte[] object) {
        String lost = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TrialProcess current = process();
            boolean used = current.isUsed();
            Answer answer = answer(current, name, object);
            if (!answer.leavesProcessAlive()) {
                close();
            }
            switch (answer.end()) {
                case HARMLESS -> {
                    return Verdict.HARMLESS;
                }
                case FAILED, HUNG -> {
                    return new Verdict(answer.text());
                }
                case CRASHED -> {
                    // What an earlier object left may be the reason: this one's own trial is one in a fresh process.
                    if (!used) {
                        return new Verdict(answer.text());
                    }
                }
                case LOST -> lost = answer.text();
            }
        }
        throw failed(name, "the process " + lost, "see whether something on this machine kills it", null);
    }

    private Answer answer(TrialProcess current, String name, byte[] object) {
        try {
            return current.ask(name, object);
        } catch (InterruptedException e) {
            // Its answer would come when nobody waits for it.
            close();
            Thread.currentThread().interrupt();
            throw failed(
                    name,
                    "an interrupt of the thread " + Thread.currentThread().getName(),
                    "run the test again, with a longer time limit if it has one",
                    e);
        }
    }

    private TrialProcess process() {
        TrialProcess current = process;
        if (current == null) {
            ProcessBuilder builder = command.get();
            try {
                current = new TrialProcess(builder, limits);
            } catch (IOException e) {
                throw failed("an object", String.valueOf(e.getMessage()), "use a complete Java runtime", e);
            }
            process = current;
            started++;
        }
        return current;
    }

    /** How many processes were started so far. */
    synchronized int started() {
        return started;
    }

    /** The pid of the process. */
    synchronized long pid() {
        return process().pid();
    }

    /** Ends the process; a further object starts another. */
    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    private static MachineException failed(String name, String found, String remedy, @Nullable Throwable cause) {
        return new MachineException(
                new Problem(
                        "Whether " + name + " can be opened without harm was not found out",
                        found,
                        "a process of its own to try in what was not compiled here",
                        remedy),
                cause);
    }
}
