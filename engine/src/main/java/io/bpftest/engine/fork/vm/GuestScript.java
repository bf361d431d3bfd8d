package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.engine.fork.CacheLinks;
import io.bpftest.engine.fork.Command;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.SharedPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the first process of a virtual machine is told to do: the tests' JVM, in this JVM's surroundings. */
final class GuestScript {

    /** Agents and debuggers are for the JVM that they were set for; the others are about this machine's session. */
    private static final Set<String> NOT_PASSED =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "PATH", "PWD", "OLDPWD", "SHLVL", "_");

    private static final Path HOSTS_CACHE = Path.of("/run/bpf-test/cache");
    private static final String HOSTS_FILES = "/run/bpf-test/host";

    private final GuestLaunch launch;
    private final boolean hasOwnRoot;
    private final StringBuilder script = new StringBuilder();

    private GuestScript(GuestLaunch launch, boolean hasOwnRoot) {
        this.launch = launch;
        this.hasOwnRoot = hasOwnRoot;
    }

    /** Gives it with its length before it, as the machine reads it. */
    static byte[] of(GuestLaunch launch, KernelImage kernel, VmSettings settings) {
        String text = new GuestScript(launch, settings.root().isPresent()).text(kernel);
        byte[] bytes = text.getBytes(UTF_8);
        byte[] length = (bytes.length + "\n").getBytes(UTF_8);
        byte[] all = new byte[length.length + bytes.length];
        System.arraycopy(length, 0, all, 0, length.length);
        System.arraycopy(bytes, 0, all, length.length, bytes.length);
        return all;
    }

    private String text(KernelImage kernel) {
        environment();
        if (hasOwnRoot) {
            hostsFiles();
        }
        if (kernel.modules() != null) {
            String folder = "/lib/modules/" + kernel.release();
            line("mkdir -p", folder);
            line("mount --bind", hosts(kernel.modules()), folder);
        }
        launch.written().forEach(this::emptied);
        String folder = launch.workingFolder().toString();
        line("mkdir -p", folder);
        script.append("cd ").append(Command.quoted(folder)).append(" || { tell cannot find ");
        script.append(Command.quoted(folder)).append("; exit 1; }\n");
        line("exec", java().toArray(String[]::new));
        return script.toString();
    }

    private void environment() {
        System.getenv().forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*") && !NOT_PASSED.contains(name)) {
                script.append("export ").append(name).append('=');
                script.append(Command.quoted(value)).append('\n');
            }
        });
        script.append("PATH=").append(Command.quoted(System.getenv().getOrDefault("PATH", "")));
        script.append(":$PATH\n");
    }

    /** The tests' own files, at the same paths, where the root is not this machine's. */
    private void hostsFiles() {
        line("mkdir", HOSTS_FILES);
        script.append("mount_host host ").append(HOSTS_FILES).append(" || fail \"mount the host's files\"\n");
        for (Path path : SharedPaths.of(launch)) {
            if (Files.isDirectory(path)) {
                line("mkdir -p", path.toString());
            } else {
                line("mkdir -p", path.resolveSibling("").toString());
                line(":>", path.toString());
            }
            line("mount --bind", hosts(path), path.toString());
        }
    }

    /** Makes a folder the machine's own, for what it writes, while the rest of the files stays the host's. */
    private void emptied(Path folder) {
        line("mkdir -p", folder.toString());
        boolean cache = launch.cache().filter(folder::equals).isPresent();
        if (cache) {
            line("mkdir", HOSTS_CACHE.toString());
            line("mount --bind", hosts(folder), HOSTS_CACHE.toString());
        }
        line("mount -t tmpfs written", folder.toString());
        if (cache) {
            script.append(CacheLinks.command(HOSTS_CACHE, folder)).append('\n');
        }
    }

    /** Where the machine sees one of this machine's paths before it is bound anywhere. */
    private String hosts(Path path) {
        return (hasOwnRoot ? HOSTS_FILES : "") + path;
    }

    /** This JVM's own Java, which the machine sees like all files; or that of another root, wherever it has it. */
    private List<String> java() {
        String events = "/run/bpf-test/events";
        if (hasOwnRoot) {
            return Command.of("java", List.of(), launch, events);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // As for a build of our own: newer JVMs warn of native calls without it.
        List<String> options =
                Runtime.version().feature() >= 24 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
        return Command.of(java, options, launch, events);
    }

    private void line(String command, String... words) {
        script.append(command)
                .append(List.of(words).stream().map(Command::quoted).collect(Collectors.joining(" ", " ", "\n")));
    }
}
