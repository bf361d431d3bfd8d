package io.bpftest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another JVM with this one's class path, for what this one cannot be: unprivileged, without a library, killed. */
public final class ChildJvm {

    private final Class<?> main;
    private final List<String> before = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

    /** Far longer than any child takes, on a busy machine too: only one that hangs gets there. */
    private Duration limit = Duration.ofMinutes(5);

    /** Will run a main class. */
    public ChildJvm(Class<?> main) {
        this.main = main;
        // Starts sooner, and the children live for a second.
        options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        if (Runtime.version().feature() >= 24) {
            // As our builds do: without it the JVM warns on the console.
            options.add("--enable-native-access=ALL-UNNAMED");
        }
    }

    /** What the JVM ended with. */
    public record End(int exitCode, String output) {}

    /** Has a command run it, such as {@code setpriv} with its options. */
    public ChildJvm under(String... command) {
        before.addAll(List.of(command));
        return this;
    }

    /** Has it end by an interrupt from the keyboard also where this JVM does not: a build in the background ignores it. */
    public ChildJvm interruptible() {
        return under("env", "--default-signal=INT");
    }

    /** Sets a system property. */
    public ChildJvm property(String key, Object value) {
        options.add("-D" + key + "=" + value);
        return this;
    }

    /** Sets an environment variable. */
    public ChildJvm environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /** Sets how long it may run until it is killed and the test fails; 5 minutes if not set. */
    public ChildJvm within(Duration time) {
        limit = time;
        return this;
    }

    /** Starts it. The caller ends it. */
    public Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs it to its end. Whatever it does, no line of libbpf's may reach its console. */
    public End run(Object... arguments) throws IOException, InterruptedException {
        return await(start(arguments));
    }

    /**
     * Waits for the end of one that was started, and reads what it writes meanwhile.
     *
     * @throws AssertionError if it does not end in time; it is killed then, and so are the processes it started
     */
    public End await(Process process) throws InterruptedException {
        FutureTask<String> output =
                new FutureTask<>(() -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        Thread reader = new Thread(output, "output of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
        try {
            boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                kill(process);
            }
            // A process that it leaves behind may keep its output open.
            String written = output.get(limit.toSeconds() + 60, TimeUnit.SECONDS);
            assertThat(ended).as(() -> hanging(process, written)).isTrue();
            assertThat(written).doesNotContain("libbpf: ");
            return new End(process.exitValue(), written);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the output of " + main.getSimpleName() + " cannot be read to its end", e);
        } finally {
            kill(process);
        }
    }

    private String hanging(Process process, String written) {
        return main.getSimpleName() + " (process " + process.pid() + ") did not end within " + limit
                + " and was killed; it had written:\n" + written;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Not the process's own method, which closes the output that is still to be read.
        process.toHandle().destroyForcibly();
    }

    /** Runs it to its end, which must be a success, and gives what it wrote. */
    public String output(Object... arguments) throws IOException, InterruptedException {
        End end = run(arguments);
        assertThat(end.exitCode()).as(end.output()).isZero();
        return end.output();
    }
}
