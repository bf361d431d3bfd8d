package io.bpftest.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Another JVM with this one's class path, for what this one cannot be: unprivileged, without a library, killed. */
public final class ChildJvm {

    private final Class<?> main;
    private final List<String> before = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

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
        Process process = start(arguments);
        try {
            String output = new String(process.getInputStream().readAllBytes());
            int exitCode = process.waitFor();
            assertThat(output).doesNotContain("libbpf: ");
            return new End(exitCode, output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs it to its end, which must be a success, and gives what it wrote. */
    public String output(Object... arguments) throws IOException, InterruptedException {
        End end = run(arguments);
        assertThat(end.exitCode()).as(end.output()).isZero();
        return end.output();
    }
}
