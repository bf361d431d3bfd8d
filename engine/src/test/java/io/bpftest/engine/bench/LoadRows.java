package io.bpftest.engine.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what loads cost a suite with the same loads in C; fresh JVMs each time, since the target counts a JVM's first
 * thousand tests: one whose tests load, and one whose tests are empty, which is taken off.
 */
final class LoadRows {

    private static final int LOADS = 1_000;
    private static final int JVMS = 5;
    private static final double FIRST_USE_MILLIS = 1_000;

    private final CProgram c;
    private final Path folder;

    LoadRows(CProgram c, Path folder) {
        this.c = c;
        this.folder = folder;
    }

    /** Measures an object, whose source is on the class path and whose compiled form lies in the folder. */
    List<Row> measure(String object, String title) throws IOException, InterruptedException {
        // Compiled here: a compiler in the measured JVM would leave that JVM's own compiler busy with it.
        Path loading = LoadProbe.compile(Files.createTempDirectory(folder, "load"), Optional.of(object + ".c"), LOADS);
        Path empty = LoadProbe.compile(Files.createTempDirectory(folder, "load"), Optional.empty(), LOADS);
        double[] inC = new double[JVMS];
        double[] inJava = new double[JVMS];
        double[] first = new double[JVMS];
        probe(loading); // fills the cache of compiled objects
        for (int jvm = 0; jvm < JVMS; jvm++) {
            inC[jvm] = c.load(folder.resolve(object + ".o"), LOADS);
            List<Double> answer = probe(loading);
            first[jvm] = answer.get(0) / 1e6;
            inJava[jvm] = answer.get(1) - probe(empty).get(1);
        }
        return List.of(
                Row.ratio(title, inC, inJava, 1e6, "ms", 2.5),
                new Row("  first use in a JVM", "", Row.median(first), FIRST_USE_MILLIS, "ms"));
    }

    private static List<Double> probe(Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                LoadProbe.class.getName(),
                String.valueOf(LOADS)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> answer =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (process.waitFor() != 0 || answer.size() != 2) {
            throw new IllegalStateException("The JVM of the tests in " + classes + " answered " + answer);
        }
        return answer.stream().map(Double::valueOf).toList();
    }
}
