package io.bpftest.engine.place;

import io.bpftest.error.HostCodeException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import io.bpftest.lab.CommandResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command in a place: a process starts in the group and the namespaces of the thread that starts it. */
final class PlaceCommand {

    private final String place;
    private final List<String> command;

    /**
     * Prepares a command.
     *
     * @param place what the place is called
     */
    PlaceCommand(String place, List<String> command) {
        this.place = place;
        this.command = command;
    }

    /** Runs it where the calling thread is. What it writes goes to files, so that nothing waits for its children. */
    CommandResult run(Duration limit) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bpf-test", ".out");
        Path error = Files.createTempFile("bpf-test", ".err");
        try {
            Process process = start(output, error);
            try {
                if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new HostCodeException(new Problem(
                            this + " was given up",
                            "it took more than " + PlaceThreads.text(limit) + "; it had written\n" + read(output)
                                    + read(error),
                            "a command that ends within " + PlaceThreads.text(limit),
                            "correct it, or give a longer limit"));
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new CommandResult(command, process.exitValue(), read(output), read(error));
        } finally {
            Files.delete(output);
            Files.delete(error);
        }
    }

    private Process start(Path output, Path error) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ToolMissingException(
                    new Problem(
                            this + " cannot be started",
                            String.valueOf(e.getMessage()),
                            "the program \"" + command.get(0) + "\" on the PATH",
                            "install it, or correct its name"),
                    e);
        }
        process.getOutputStream().close();
        return process;
    }

    private static String read(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "The command \"" + String.join(" ", command) + "\" in " + place;
    }
}
