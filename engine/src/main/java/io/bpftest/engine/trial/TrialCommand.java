package io.bpftest.engine.trial;

import io.bpftest.engine.ffi.NativeClassPath;
import io.bpftest.error.BpfException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the process that may die is started: the JVM that runs this, small, silent, and with what trials need. */
final class TrialCommand {

    /** Linux takes no argument of more than 128 KiB (execve(2)). */
    private static final int LONGEST_CLASS_PATH = 100_000;

    /** A crash is expected: no core, no report file, no memory to keep statistics in. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null");

    /** What a user may have set so that native libraries are found and can be unpacked. */
    private static final List<String> KEPT_PROPERTIES = List.of("java.io.tmpdir", "java.library.path", "jnr.", "jffi.");

    /** Options for every JVM: agents and debuggers that only the tests' own JVM is meant by. */
    private static final List<String> FOREIGN_OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private TrialCommand() {}

    /** Prepares the start of a main class. */
    static ProcessBuilder of(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        if (Runtime.version().feature() >= 24) {
            // Newer JVMs may come to refuse native calls without it.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> KEPT_PROPERTIES.stream().anyMatch(key::startsWith))
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        command.addAll(List.of("-cp", classPath(main), main.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(FOREIGN_OPTIONS);
        return builder;
    }

    /** Where the needed classes are: this holds also where {@code java.class.path} does not name them. */
    private static String classPath(Class<?> main) {
        Set<String> path = new LinkedHashSet<>();
        codeSource(main).ifPresent(path::add);
        codeSource(TrialServer.class).ifPresent(path::add);
        codeSource(BpfException.class).ifPresent(path::add);
        NativeClassPath.classes().forEach(needed -> codeSource(needed).ifPresent(path::add));
        NativeClassPath.nativeCode().map(Path::toString).ifPresent(path::add);
        String ours = String.join(File.pathSeparator, path);
        String whole = ours + File.pathSeparator + System.getProperty("java.class.path", "");
        return whole.length() < LONGEST_CLASS_PATH ? whole : ours;
    }

    private static Optional<String> codeSource(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()).toString());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // Not a file of its own, such as a jar within a jar.
            return Optional.empty();
        }
    }
}
