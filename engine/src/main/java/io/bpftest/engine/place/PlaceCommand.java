package io.bpftest.engine.place;

import io.bpftest.error.HostCodeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a place: a process starts in the group and the namespaces of the thread that starts it. */
public final class PlaceCommand {

    private final String place;
    private final List<String> command;

    /**
     * Prepares a command.
     *
     * @param place what the place is called
     */
    public PlaceCommand(String place, List<String> command) {
        this.place = place;
        this.command = command;
    }

    /** Runs it where the calling thread is. What it prints goes to a file, so that nothing waits for its children. */
    public CommandResult run(Duration limit) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bpf-test", ".out");
        try {
            Process process = start(output);
            try {
                if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new HostCodeException(new Problem(
                            this + " was killed",
                            "it took more than " + limit.toMillis() + " ms; printed so far: " + read(output),
                            "a command that ends in time",
                            "correct it, or give a longer limit"));
                }
            } finally {
                process.destroyForcibly();
            }
            return new CommandResult(command, process.exitValue(), read(output));
        } finally {
            Files.delete(output);
        }
    }

    private Process start(Path output) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new HostCodeException(
                    new Problem(
                            this + " cannot be started",
                            String.valueOf(e.getMessage()),
                            "a program on the PATH",
                            "install it, or correct its name"),
                    e);
        }
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Command " + String.join(" ", command) + " in " + place;
    }
}
