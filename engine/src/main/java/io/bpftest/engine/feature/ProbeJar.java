package io.bpftest.engine.feature;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The main class of the engine's jar: prints the probe's table with the jars that stand beside it.
 *
 * <p>It names no class of another jar in what runs before it has looked for them: else the JVM would end in a
 * NoClassDefFoundError before a word of it could run.
 */
public final class ProbeJar {

    /** How many missing jars a message names. */
    private static final int NAMED = 3;

    private ProbeJar() {}

    /** Takes no arguments; exits with 1 if a jar is missing or nothing can be probed. */
    public static void main(String[] arguments) throws IOException, URISyntaxException {
        CodeSource source = ProbeJar.class.getProtectionDomain().getCodeSource();
        Path jar = Path.of(source.getLocation().toURI());
        List<String> missing = missing(jar);
        if (!missing.isEmpty()) {
            System.err.println(text(jar, missing));
            System.exit(1);
        }
        ProbeTable.main(arguments);
    }

    /** Names the files of a jar's class path that do not exist; none for a folder of classes. */
    static List<String> missing(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return List.of();
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String needed =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(needed == null ? new String[0] : needed.trim().split(" +"))
                    .filter(name -> !Files.exists(jar.resolveSibling(name)))
                    .toList();
        }
    }

    /** Says it as a Problem would, whose class is in one of the jars. */
    static String text(Path jar, List<String> missing) {
        String line = System.lineSeparator();
        String rest = missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "";
        return jar.getFileName() + " cannot probe the kernel by itself" + line
                + "  found     beside it there is no "
                + String.join(", ", missing.subList(0, Math.min(NAMED, missing.size()))) + rest + line
                + "  required  the jars that it depends on, in its folder" + line
                + "  remedy    in a project that has it as a dependency: mvn dependency:copy-dependencies, then"
                + " java -jar target/dependency/" + jar.getFileName();
    }
}
