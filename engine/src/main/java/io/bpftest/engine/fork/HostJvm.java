package io.bpftest.engine.fork;

import io.bpftest.spi.BpfEngine;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.platform.launcher.Launcher;

/** What a guest gets of this JVM. */
public final class HostJvm {

    /** Surefire's own, which stands for a jar of a manifest only in {@code java.class.path}. */
    private static final String SUREFIRE_CLASS_PATH = "surefire.test.class.path";

    /** Properties that a JVM, a build tool or an IDE sets for this JVM alone. */
    private static final Pattern OF_THIS_JVM = Pattern.compile("(java|jdk|sun|os|user|file|path|line|awt|surefire|idea"
            + "|intellij|org\\.gradle|native|stdout|stderr|stdin|com\\.sun)\\..*|basedir|localRepository");

    private HostJvm() {}

    /**
     * Gives the class path of the tests, and after it what is needed to run them that it may lack: build tools bring the
     * launcher by themselves.
     */
    public static List<Path> classPath() {
        Set<Path> path = new LinkedHashSet<>();
        String tests = System.getProperty(SUREFIRE_CLASS_PATH, System.getProperty("java.class.path", ""));
        for (String entry : tests.split(Pattern.quote(File.pathSeparator))) {
            if (!entry.isBlank() && Files.exists(Path.of(entry))) {
                path.add(Path.of(entry).toAbsolutePath().normalize());
            }
        }
        List.of(Launcher.class, HostJvm.class, BpfEngine.class)
                .forEach(type -> codeSource(type).ifPresent(path::add));
        return List.copyOf(path);
    }

    /** Gives the system properties that are the tests' own. */
    public static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String key : System.getProperties().stringPropertyNames()) {
            if (!OF_THIS_JVM.matcher(key).matches()) {
                properties.put(key, System.getProperty(key));
            }
        }
        return properties;
    }

    private static Optional<Path> codeSource(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Path.of(source.getLocation().toURI()).toAbsolutePath().normalize());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // Not a file of its own: then the class path has it by another name.
            return Optional.empty();
        }
    }
}
