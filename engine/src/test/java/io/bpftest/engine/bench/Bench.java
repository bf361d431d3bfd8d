package io.bpftest.engine.bench;

import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures both sides in one go and prints a line for each target; {@code ci/bench} starts it. */
final class Bench {

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
     *     the class path; then {@code guests} if only what runs elsewhere is to be measured, {@code labs}, or {@code
     *     replay}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        if (List.of(arguments).contains("guests")) {
            new GuestRows(folder).measure().forEach(System.out::println);
            return;
        }
        if (List.of(arguments).contains("labs")) {
            LabRows.measure().forEach(System.out::println);
            return;
        }
        try (CProgram c = new CProgram(folder.resolve("bench"))) {
            if (List.of(arguments).contains("replay")) {
                new ReplayRows(c, folder).measure().forEach(System.out::println);
                System.out.println(ReplayRows.memory());
                return;
            }
            Bench bench = new Bench(folder, c);
            bench.runs();
            LoadRows loads = new LoadRows(c, folder);
            bench.print(loads.measure("one_map.bpf", "1,000 tests, one map"));
            bench.print(loads.measure("small_filter.bpf", "1,000 tests, small filter"));
            bench.print(new GuestRows(folder).measure());
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
        print(MapRows.measure(c, folder.resolve("large_map.bpf.o")));
        print(PacketRows.measure());
        print(LabRows.measure());
        print(new ReplayRows(c, folder).measure());
        print(InvocationRows.measure(folder.resolve("xdp_pass.bpf.o")));
    }

    private void print(List<Row> more) {
        more.forEach(System.out::println);
        rows.addAll(more);
    }
}
