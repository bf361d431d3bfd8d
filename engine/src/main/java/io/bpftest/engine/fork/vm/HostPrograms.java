package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs of this machine that a virtual machine needs before it sees this machine's files. */
final class HostPrograms {

    /** Each with the package that has it, by Debian's name. */
    private static final Map<String, String> NEEDED =
            Map.of("sh", "dash", "mount", "mount", "switch_root", "util-linux", "mkdir", "coreutils", "kmod", "kmod");

    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private HostPrograms() {}

    /** Finds a program as a shell would, also where ordinary users do not look. */
    static Optional<Path> find(String name) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
        for (String folder : path.split(File.pathSeparator)) {
            Path file = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Gives the files to put into a virtual machine, by the path they have there.
     *
     * @throws EnvironmentException if this machine lacks one
     */
    static Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Map.Entry<String, String> needed : NEEDED.entrySet()) {
            Path program = find(needed.getKey()).orElseThrow(() -> missing(needed.getKey(), needed.getValue()));
            files.put("bin/" + needed.getKey(), program.toRealPath());
            for (Path library : libraries(program)) {
                files.put(library.toString().substring(1), library.toRealPath());
            }
        }
        return files;
    }

    /** The loader's own answer; a program without any gives none. */
    private static Set<Path> libraries(Path program) throws IOException {
        Process ldd = new ProcessBuilder("ldd", program.toString())
                .redirectErrorStream(true)
                .start();
        ldd.getOutputStream().close();
        String output = new String(ldd.getInputStream().readAllBytes(), UTF_8);
        Set<Path> libraries = new LinkedHashSet<>();
        for (Matcher line = LIBRARY.matcher(output); line.find(); ) {
            libraries.add(Path.of(line.group(1)));
        }
        return libraries;
    }

    private static EnvironmentException missing(String program, String debianPackage) {
        return new EnvironmentException(new Problem(
                "No virtual machine can be started: " + program + " is missing",
                "no " + program + " in PATH, /usr/sbin or /sbin",
                "sh, mount, mkdir, switch_root and kmod, with which a virtual machine mounts this machine's files",
                "install the package " + debianPackage));
    }
}
