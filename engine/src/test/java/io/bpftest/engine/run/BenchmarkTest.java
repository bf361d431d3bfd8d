package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.Bpf;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.error.BenchmarkException;
import io.bpftest.error.PacketException;
import io.bpftest.map.GlobalVariable;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.Benchmark;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpOptions;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

@BpfObject("speeds.bpf.c")
class BenchmarkTest {

    private static final Udp4Frame PACKET = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    private final Golden golden = new Golden();

    @BpfProgram("tc_short")
    TcProgram quick;

    /** A loop of a thousand rounds takes at least a hundred times as long as two instructions: ten leave room for noise. */
    private void takesLong(Benchmark benchmark) {
        assertThat(benchmark.samples().size()).isEqualTo(20);
        assertThat(benchmark.median())
                .isGreaterThan(10 * quick.benchmark(PACKET).median());
        assertThat(benchmark.notes()).isEmpty();
    }

    @Test
    void measuresEachTypeThatTheKernelRepeats(
            @BpfProgram("xdp_long") XdpProgram xdp,
            @BpfProgram("tc_long") TcProgram tc,
            @BpfProgram SocketFilterProgram socket,
            @BpfProgram CgroupSkbProgram cgroup,
            @BpfProgram LwtProgram lwt,
            @BpfProgram FlowDissectorProgram flow) {
        takesLong(xdp.benchmark(PACKET));
        takesLong(tc.benchmark(PACKET));
        takesLong(socket.benchmark(PACKET));
        takesLong(cgroup.benchmark(PACKET));
        takesLong(lwt.benchmark(PACKET));
        takesLong(flow.benchmark(PACKET));
    }

    @Test
    void measuresLookups(@BpfProgram SkLookupProgram lookup) {
        Benchmark benchmark = lookup.benchmark(SkLookupOptions.tcpLookup("203.0.113.7", 4000, "198.51.100.1", 80));

        takesLong(benchmark);
        assertThat(benchmark.input()).contains("203.0.113.7");
    }

    @Test
    void tellsAShortProgramFromALongOne(@BpfProgram("tc_long") TcProgram slow) {
        assertThat(quick.benchmark(PACKET).median() * 10)
                .isLessThan(slow.benchmark(PACKET).median());
    }

    @Test
    void tellsWhatNoiseDoesNotChange(@BpfProgram("tc_long") TcProgram slow) {
        Benchmark little = quick.benchmark(PACKET);
        Benchmark much = slow.benchmark(PACKET);

        assertThat(little.jitedBytes()).isPositive().isLessThan(much.jitedBytes());
        assertThat(little.outcome()).isEqualTo("TC_ACT_OK");
        assertThat(little.input()).contains("udp 4000 > 53");
        assertThat(little.program()).isEqualTo(quick.info());
    }

    @Test
    void runsWithOptions(@BpfProgram("xdp_long") XdpProgram xdp, @BpfProgram("tc_long") TcProgram tc) {
        Benchmark queue = xdp.benchmark(PACKET, XdpOptions.xdpOptions().receiveQueue(3));

        assertThat(queue.input()).endsWith(", receive queue 3");
        takesLong(queue);
        assertThat(tc.benchmark(PACKET, SkbOptions.skbOptions().mark(7)).input())
                .contains("mark 7");
    }

    @Test
    void runsForReal(@BpfProgram("tc_counts") TcProgram counts, @BpfGlobal("runs") GlobalVariable<Long> runs) {
        Benchmark benchmark = counts.benchmark(PACKET);

        assertThat(runs.get()).isGreaterThan(20L * benchmark.repeat());
    }

    @Test
    void leavesSingleRunsAsTheyWere(
            @BpfProgram("tc_counts") TcProgram counts, @BpfGlobal("runs") GlobalVariable<Long> runs) {
        counts.benchmark(PACKET);
        long before = runs.get();
        counts.run(PACKET);

        assertThat(runs.get()).isEqualTo(before + 1);
    }

    @Test
    void saysWhereRepeatedRunsDoOtherWork(
            @BpfProgram("tc_first_only") TcProgram first, @BpfProgram("tc_counts_down") TcProgram down) {
        assertThat(first.benchmark(PACKET).notes())
                .containsExactly("other work than a single run: that gave TC_ACT_OK, the last of a sample TC_ACT_SHOT, "
                        + "since maps or the packet had changed");
        assertThat(down.benchmark(PACKET.ttl(64)).notes())
                .containsExactly(
                        "the packet after a sample is another than after a single run: each run changes what the "
                                + "one before left");
    }

    @Test
    void passesWhereAProgramIsNotSlower(
            @BpfProgram("xdp_short") XdpProgram quickXdp,
            @BpfProgram("xdp_long") XdpProgram slow,
            @BpfProgram("tc_long") TcProgram tc) {
        assertThat(quickXdp).on(PACKET).isNotSlowerThan(slow, 0.1);
        assertThat(tc).on(PACKET.bytes()).isNotSlowerThan(slow, 10);
    }

    @Test
    void failsWhereAProgramIsSlower(@BpfProgram("tc_long") TcProgram slow) {
        Golden figures = new Golden()
                .normalise("[0-9.,]+ times as long", "<n> times as long")
                .normalise("median .* samples of [0-9,]+ runs", "<samples>")
                .normalise("[0-9.]+ to [0-9.]+ times", "<interval>")
                .normalise("[0-9,]+ instructions verified, [0-9,]+ B", "<n> instructions verified, <n> B")
                .normalise("unknown instructions verified, [0-9,]+ B", "<n> instructions verified, <n> B");

        figures.failsOnAScreen(
                "benchmark/slower", () -> assertThat(slow).on(PACKET).isNotSlowerThan(quick, 1.10));
    }

    @Test
    void refusesTypesThatTheKernelDoesNotRepeat(@BpfProgram SyscallProgram call) {
        golden.fails("benchmark/syscall", BenchmarkException.class, () -> call.benchmark(PACKET.bytes()));
        golden.fails("benchmark/classic", BenchmarkException.class, () -> Bpf.classicFilter("udp port 53")
                .benchmark(PACKET));
        golden.fails("benchmark/against-classic", BenchmarkException.class, () -> assertThat(quick)
                .on(PACKET)
                .isNotSlowerThan(Bpf.classicFilter("udp port 53"), 2));
    }

    @Test
    void refusesALookupProgramOnAPacket(@BpfProgram SkLookupProgram lookup) {
        golden.fails("benchmark/lookup", BenchmarkException.class, () -> lookup.benchmark(PACKET.bytes()));
    }

    @Test
    void refusesAPacketThatARunWouldNotTake() {
        golden.failed(PacketException.class, () -> quick.benchmark(new byte[13]));
        golden.failed(PacketException.class, () -> quick.benchmark(new byte[5000]));
    }
}
