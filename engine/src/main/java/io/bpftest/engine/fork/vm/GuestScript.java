package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.engine.fork.CacheLinks;
import io.bpftest.engine.fork.Command;
import io.bpftest.engine.fork.GuestLaunch;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the first process of a virtual machine is told to do: the tests' JVM, in this JVM's surroundings. */
final class GuestScript {

    /** Agents and debuggers are for the JVM that they were set for; the others are about this machine's session. */
    private static final Set<String> NOT_PASSED =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "PATH", "PWD", "OLDPWD", "SHLVL", "_");

    private static final Path HOSTS_CACHE = Path.of("/run/bpf-test/cache");

    private GuestScript() {}

    /** Gives it with its length before it, as the machine reads it. */
    static byte[] of(GuestLaunch launch, @Nullable Path modules, String release) {
        StringBuilder script = new StringBuilder();
        System.getenv().forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*") && !NOT_PASSED.contains(name)) {
                script.append("export ")
                        .append(name)
                        .append('=')
                        .append(Command.quoted(value))
                        .append('\n');
            }
        });
        script.append("PATH=")
                .append(Command.quoted(System.getenv().getOrDefault("PATH", "")))
                .append(":$PATH\n");
        if (modules != null) {
            String folder = "/lib/modules/" + release;
            script.append("mkdir -p ").append(Command.quoted(folder)).append('\n');
            script.append("mount --bind ").append(words(List.of(modules.toString(), folder)));
        }
        launch.written().forEach(folder -> script.append(emptied(folder, launch)));
        String folder = Command.quoted(launch.workingFolder().toString());
        script.append("cd ")
                .append(folder)
                .append(" || { tell cannot find ")
                .append(folder)
                .append("; exit 1; }\n");
        script.append("exec ").append(words(java(launch)));
        byte[] bytes = script.toString().getBytes(UTF_8);
        byte[] length = (bytes.length + "\n").getBytes(UTF_8);
        byte[] all = new byte[length.length + bytes.length];
        System.arraycopy(length, 0, all, 0, length.length);
        System.arraycopy(bytes, 0, all, length.length, bytes.length);
        return all;
    }

    /** Gives what makes a folder the machine's own, for what it writes, while the rest of the files stays the host's. */
    private static String emptied(Path folder, GuestLaunch launch) {
        String quoted = Command.quoted(folder.toString());
        String command = "mkdir -p " + quoted + '\n';
        boolean cache = launch.cache().filter(folder::equals).isPresent();
        if (cache) {
            command += "mkdir " + HOSTS_CACHE + "; mount --bind " + quoted + ' ' + HOSTS_CACHE + '\n';
        }
        command += "mount -t tmpfs written " + quoted + '\n';
        return cache ? command + CacheLinks.command(HOSTS_CACHE, folder) + '\n' : command;
    }

    /** This JVM's own Java, which the machine sees like all files. */
    private static List<String> java(GuestLaunch launch) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // As for a build of our own: newer JVMs warn of native calls without it.
        List<String> options =
                Runtime.version().feature() >= 24 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
        return Command.of(java, options, launch, "/run/bpf-test/events");
    }

    private static String words(List<String> words) {
        return words.stream().map(Command::quoted).collect(Collectors.joining(" ", "", "\n"));
    }
}
