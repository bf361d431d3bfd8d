package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The end of a program that was run.
 *
 * @param exitCode zero if it succeeded
 * @param output what it wrote to its standard output and error; cut after 4 MiB
 */
record ToolRun(int exitCode, String output) {

    private static final int MOST_OUTPUT = 4 << 20;

    /**
     * Runs a program to its end.
     *
     * <p>Its output goes to a file, so that no pipe can fill up, and its input is empty.
     *
     * @param scratch a folder for the output and for what the program leaves of its own
     * @throws IOException if the program cannot be started
     * @throws MachineException if it takes longer than the limit (it is then killed) or this thread is interrupted
     */
    static ToolRun of(List<String> command, Path folder, Path scratch, Duration limit) throws IOException {
        Path output = scratch.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Clang leaves a reproducer in the temporary folder when it crashes.
        builder.environment().put("TMPDIR", scratch.toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooSlow(command, limit);
            }
            return new ToolRun(process.exitValue(), read(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(
                    new Problem(
                            "Running " + command.get(0) + " was interrupted",
                            "an interrupt of the thread "
                                    + Thread.currentThread().getName(),
                            "a compilation that runs to its end",
                            "run the test again, with a longer time limit if it has one"),
                    e);
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        if (process.isAlive()) {
            // Children first: once their parent is gone they are no longer its descendants.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static MachineException tooSlow(List<String> command, Duration limit) {
        return new MachineException(new Problem(
                command.get(0) + " did not finish and was killed",
                "still running after " + limit.toMillis() / 1000.0 + " s: " + String.join(" ", command),
                "a compilation that ends within " + limit.toMillis() / 1000.0 + " s",
                "run the command by hand to see where it hangs"));
    }

    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_OUTPUT), UTF_8);
        }
    }
}
