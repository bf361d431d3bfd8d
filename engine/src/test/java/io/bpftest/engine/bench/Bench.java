package io.bpftest.engine.bench;

import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures both sides in one go and prints a line for each target; {@code ci/bench} starts it. */
final class Bench {

    private static final int LOADS = 1_000;
    private static final int JVMS = 5;
    private static final double FIRST_USE_MILLIS = 1_000;

    private final Path folder;
    private final CProgram c;
    private final List<Row> rows = new ArrayList<>();

    private Bench(Path folder, CProgram c) {
        this.folder = folder;
        this.c = c;
    }

    /**
     * Runs everything.
     *
     * @param arguments the folder of the compiled C program {@code bench} and the compiled objects; its sources are on
     *     the class path
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        try (CProgram c = new CProgram(folder.resolve("bench"))) {
            Bench bench = new Bench(folder, c);
            bench.runs();
            bench.loads("one_map.bpf", "1,000 tests, one map");
            bench.loads("small_filter.bpf", "1,000 tests, small filter");
            long over = bench.rows.stream().filter(row -> !row.isWithin()).count();
            System.out.printf("%d figures within their target, %d over%n", bench.rows.size() - over, over);
        }
    }

    private void runs() {
        RunRows runs = new RunRows(c, folder);
        print(runs.all("xdp_pass.bpf.o", "XDP", XdpProgram.class));
        print(runs.all("tc_ok.bpf.o", "TC", TcProgram.class));
        print(runs.intoBuffer("accept_all.bpf.o", "socket filter", SocketFilterProgram.class));
        print(runs.intoBuffer("cgroup_allow.bpf.o", "cgroup_skb", CgroupSkbProgram.class));
        print(LookupRows.measure(c, folder.resolve("select_none.bpf.o")));
        print(PacketRows.measure());
        print(InvocationRows.measure(folder.resolve("xdp_pass.bpf.o")));
    }

    /**
     * Compares loads; fresh JVMs each time, since the target counts a JVM's first thousand tests: one whose tests load,
     * and one whose tests are empty, which is taken off.
     */
    private void loads(String object, String title) throws IOException, InterruptedException {
        double[] inC = new double[JVMS];
        double[] inJava = new double[JVMS];
        double[] first = new double[JVMS];
        probe(object + ".c");
        for (int jvm = 0; jvm < JVMS; jvm++) {
            inC[jvm] = c.load(folder.resolve(object + ".o"), LOADS);
            List<Double> loading = probe(object + ".c");
            first[jvm] = loading.get(0) / 1e6;
            inJava[jvm] = loading.get(1) - probe().get(1);
        }
        print(List.of(
                Row.ratio(title, inC, inJava, 1e6, "ms", 2.5),
                new Row("  first use in a JVM", "", Row.median(first), FIRST_USE_MILLIS, "ms")));
    }

    private List<Double> probe(String... object) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                LoadProbe.class.getName(),
                folder.toString(),
                String.valueOf(LOADS)));
        command.addAll(List.of(object));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> answer =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();
        if (process.waitFor() != 0 || answer.size() != 2) {
            throw new IllegalStateException("The JVM that loads " + List.of(object) + " answered " + answer);
        }
        return answer.stream().map(Double::valueOf).toList();
    }

    private void print(List<Row> more) {
        more.forEach(System.out::println);
        rows.addAll(more);
    }
}
