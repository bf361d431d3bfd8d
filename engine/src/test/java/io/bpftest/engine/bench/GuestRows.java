package io.bpftest.engine.bench;

import io.bpftest.engine.fork.vm.KernelCache;
import io.bpftest.spi.Configuration;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What it costs to run tests elsewhere: local runs and others in turn, each in a fresh JVM, since a build's tests are
 * one. Whole JVMs are timed, from their start to their end.
 */
final class GuestRows {

    private static final int ROUNDS = 5;
    private static final int TESTS = 50;
    private static final int EVENTS = 10_000;
    private static final double SECOND = 1e9;

    private final Path folder;

    GuestRows(Path folder) {
        this.folder = folder;
    }

    /** Measures the relay between two JVMs, containers if there is a container engine, and machines if there is a kernel. */
    List<Row> measure() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        rows.add(relay());
        if (hasContainers()) {
            rows.addAll(containers());
        } else {
            System.out.println("containers: not measured, since no container engine answers");
        }
        if (!new KernelCache(Configuration.ofThisJvm().cacheFolder()).all().isEmpty()) {
            rows.add(machines());
        } else {
            System.out.println("virtual machines: not measured, since ci/kernels has fetched no kernel");
        }
        return rows;
    }

    private static boolean hasContainers() throws InterruptedException {
        try {
            return new ProcessBuilder("docker", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // There is no such command.
            return false;
        }
    }

    private List<Row> containers() throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory(folder, "guests");
        GeneratedTests generated = new GeneratedTests(classes);
        generated.compile("One", Optional.of("xdp_pass.bpf.c"), TESTS);
        generated.compile("Other", Optional.of("xdp_pass.bpf.c"), TESTS);
        double[] local = new double[ROUNDS];
        double[] container = new double[ROUNDS];
        double[] two = new double[ROUNDS];
        // The first makes the image and fills both caches.
        for (int round = -1; round < ROUNDS; round++) {
            int at = Math.max(0, round);
            local[at] = seconds(classes, "local", TESTS, "One");
            container[at] = seconds(classes, "container", TESTS, "One");
            two[at] = seconds(classes, "container", 2 * TESTS, "One", "Other");
        }
        return List.of(
                added("50 tests in a container", local, container, 3),
                added("  a second class there", container, two, 0.5));
    }

    /** From the start of the build's JVM, with all that a machine takes to boot, to its end. */
    private Row machines() throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory(folder, "machines");
        new GeneratedTests(classes).compile("One", Optional.of("xdp_pass.bpf.c"), TESTS);
        double[] local = new double[ROUNDS];
        double[] machine = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            int at = Math.max(0, round);
            local[at] = seconds(classes, "local", TESTS, "One");
            machine[at] = seconds(classes, "vm", TESTS, "One");
        }
        return added("50 tests in a VM", local, machine, 60);
    }

    /** Takes off on both sides what two JVMs cost, whatever runs in them. */
    private Row relay() throws IOException, InterruptedException {
        double[] local = new double[ROUNDS];
        double[] process = new double[ROUNDS];
        String tests = GuestProbe.Events.class.getName();
        for (int round = -1; round < ROUNDS; round++) {
            int at = Math.max(0, round);
            local[at] = seconds(folder, "local", EVENTS, tests) - seconds(folder, "local", 1, tests);
            process[at] = seconds(folder, "process", EVENTS, tests) - seconds(folder, "process", 1, tests);
        }
        return added("10,000 tests relayed", local, process, 1);
    }

    private static Row added(String title, double[] before, double[] after, double target) {
        double[] added = new double[ROUNDS];
        Arrays.setAll(added, round -> after[round] - before[round]);
        String measured = String.format("%8.2f s, then %8.2f s", Row.median(before), Row.median(after));
        return new Row(title, measured, Row.median(added), target, "s");
    }

    private static double seconds(Path classes, String environment, int tests, String... names)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        Optional.ofNullable(System.getProperty("bpftest.container.base"))
                .ifPresent(base -> command.add("-Dbpftest.container.base=" + base));
        command.add("-Dbpftest.environment=" + environment);
        command.add("-Dbench.tests=" + tests);
        command.add("-cp");
        command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(GuestProbe.class.getName());
        command.add(Integer.toString(tests));
        command.addAll(List.of(names));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> answer =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();
        int code = process.waitFor();
        double time = (System.nanoTime() - start) / SECOND;
        if (code != 0 || answer.size() != 1 || !answer.get(0).matches("[0-9]+")) {
            throw new IllegalStateException("The JVM of " + tests + " tests (" + environment + ") answered " + answer);
        }
        return time;
    }
}
