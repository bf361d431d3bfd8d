package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.OtherThread;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Processes that a test started in a host and goes on beside: a process has the namespace of the thread that starts it. */
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
}
