package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.OtherThread;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import io.bpftest.lab.CommandResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Commands in a host: a process has the namespace of the thread that starts it. */
final class HostProcesses {

    private static final long GRACE_SECONDS = 2;

    private final String host;
    private final ExecutorService inside;
    private final List<Process> started = new ArrayList<>();

    HostProcesses(String host, ExecutorService inside) {
        this.host = host;
        this.inside = inside;
    }

    Process start(ProcessBuilder command) {
        Process process = OtherThread.call(inside, () -> {
            try {
                return command.start();
            } catch (IOException e) {
                throw new ToolMissingException(
                        new Problem(
                                "A command cannot be started in host " + host,
                                String.valueOf(e.getMessage()),
                                "the program \"" + command.command().get(0) + "\" on the PATH",
                                "install it, or correct its name"),
                        e);
            }
        });
        synchronized (started) {
            started.removeIf(known -> !known.isAlive());
            started.add(process);
        }
        return process;
    }

    CommandResult run(Duration limit, String... command) {
        Process process = start(new ProcessBuilder(command));
        CompletableFuture<String> output = read(process.getInputStream());
        CompletableFuture<String> error = read(process.getErrorStream());
        boolean ended = false;
        boolean interrupted = false;
        try {
            process.getOutputStream().close();
            ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (IOException e) {
            throw new IllegalStateException("a pipe that cannot be closed", e);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (!ended) {
                kill(process);
            }
        }
        if (ended) {
            return new CommandResult(List.of(command), process.exitValue(), output.join(), error.join());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new HostCodeException(new Problem(
                "The command \"" + String.join(" ", command) + "\" in host " + host + " was given up",
                (interrupted
                                ? "the thread that waited for it was interrupted"
                                : "it took more than " + HostThreads.text(limit))
                        + "; it had written\n" + output.join() + error.join(),
                "a command that ends within " + HostThreads.text(limit),
                "correct it, or give a longer limit"));
    }

    /** Kills what still runs, with its children. */
    void end() {
        List<Process> running;
        synchronized (started) {
            running = List.copyOf(started);
            started.clear();
        }
        running.forEach(HostProcesses::kill);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<String> read(InputStream from) {
        return CompletableFuture.supplyAsync(() -> {
            try (from) {
                return new String(from.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                // The process was killed while it wrote.
                return "";
            }
        });
    }
}
