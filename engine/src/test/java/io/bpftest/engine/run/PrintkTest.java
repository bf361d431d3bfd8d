package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bpftest.Bpf;
import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.error.BpfException;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BpfObject("prints.bpf.c")
class PrintkTest {

    private static final String MOUNTS = "/sys/kernel/tracing /sys/kernel/debug";
    private static final Path TRACEFS = Path.of("/sys/kernel/tracing/events");

    @BpfProgram("prints")
    XdpProgram prints;

    /** {@code ci/test} hands an ordinary user no more than BPF needs; tracefs is root's. */
    @BeforeEach
    void tracefsIsWithinReach() {
        assumeThat(Capability.CAP_SYS_ADMIN.isEffective() || Files.isReadable(TRACEFS))
                .as("CAP_SYS_ADMIN, or a readable " + TRACEFS)
                .isTrue();
    }

    @Test
    @BpfConstant(name = "lines", value = "3")
    void eachCallIsALineAlsoThoseOfSubprograms() {
        assertThat(prints.run(Frames.ofLength(64)).printk()).containsExactly("line 0", "line 1", "line 2");
    }

    @Test
    void aRunHasItsOwnLinesOnly() {
        XdpRun first = prints.run(Frames.ofLength(64));
        XdpRun second = prints.run(Frames.ofLength(64));

        assertThat(first.printk()).containsExactly("line 0");
        assertThat(second.printk()).containsExactly("line 0");
    }

    @Test
    void argumentsAreFormattedAndANewlineAtTheEndGoes(@BpfProgram("names_packet") TcProgram program) {
        assertThat(program.run(Frames.ofLength(64)).printk())
                .hasSize(1)
                .first()
                .asString()
                .matches("packet of \\d+, 64 bytes, on \\d+, \"quoted\"");
    }

    @Test
    void aProgramThatDoesNotPrintGivesNoLines(@BpfProgram("silent") XdpProgram silent) {
        prints.run(Frames.ofLength(64));

        assertThat(silent.run(Frames.ofLength(64)).printk()).isEmpty();
    }

    @Test
    void whatATailCallPrintsIsOfTheRunToo() {
        try (LoadedObject object =
                Bpf.open(Golden.inModule("src/test/bpf/prints_in_tail.bpf.c")).load()) {
            XdpRun run = object.program("calls", XdpProgram.class).run(Frames.ofLength(64));

            assertThat(run).transmits().printed("called");
        }
    }

    @Test
    @BpfConstant(name = "lines", value = "4096")
    void whatDoesNotFitIsSaidToBeMissing() {
        List<String> lines = prints.run(Frames.ofLength(64)).printk();

        assertThat(lines).hasSizeBetween(500, 4095).startsWith("line 0", "line 1");
        assertThat(lines.get(lines.size() - 1)).contains("did not fit");
        assertThat(lines.subList(0, lines.size() - 1))
                .isEqualTo(IntStream.range(0, lines.size() - 1)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void eachOfManyThreadsGetsTheLinesOfItsOwnRuns(@BpfProgram("names_packet") TcProgram program) throws Exception {
        ParallelRunsTest.inParallel(thread -> {
            byte[] frame = Frames.ofLength(64);
            frame[14] = (byte) thread;
            for (int i = 0; i < 500; i++) {
                assertThat(program.run(frame).printk())
                        .hasSize(1)
                        .allMatch(line -> line.startsWith("packet of " + thread + ","));
            }
        });
    }

    /** The JVM frees what threads leave when it collects garbage. */
    @Test
    void threadsThatEndLeaveNoPerfEvents() throws Exception {
        ParallelRunsTest.inParallel(thread -> prints.run(Frames.ofLength(64)));
        for (int i = 0; i < 200 && perfEvents() > 1; i++) {
            System.gc();
            Thread.yield();
        }
        assertThat(perfEvents()).as("this thread's own at most").isLessThanOrEqualTo(1);
    }

    private static long perfEvents() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(PrintkTest::isPerfEvent).count();
        }
    }

    private static boolean isPerfEvent(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("[perf_event]");
        } catch (IOException e) {
            // closed meanwhile
            return false;
        }
    }

    @Test
    void aProcessThatMayNotReadTracefsIsToldSo() throws Exception {
        assumeTrue(Capability.CAP_BPF.isEffective(), "a container engine may grant CAP_SYS_ADMIN in its place");
        String capabilities = "-all,+bpf,+net_admin,+perfmon";

        String output = new ChildJvm(PrintkTest.class)
                .under("unshare", "--mount", "sh", "-c", "umount -l " + MOUNTS + " 2>&-; exec \"$@\"", "sh")
                .under("setpriv", "--inh-caps=-all", "--bounding-set=" + capabilities)
                .output(Golden.inModule("src/test/bpf/prints.bpf.c"));

        new Golden().matches("printk_not_permitted", output);
    }

    @Test
    void aProcessThatMayNotTraceLoadsNoProgramThatPrints() throws Exception {
        assumeTrue(Capability.CAP_BPF.isEffective(), "a container engine may grant CAP_SYS_ADMIN in its place");
        String output = new ChildJvm(PrintkTest.class)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-all,+bpf,+net_admin")
                .output(Golden.inModule("src/test/bpf/prints.bpf.c"));

        new Golden().matches("printk_no_perfmon", output);
    }

    /** Runs the object it is given, and prints what can be captured. */
    public static void main(String[] files) {
        try (LoadedObject object = Bpf.open(files[0]).load()) {
            XdpRun run = object.program("prints", XdpProgram.class).run(Frames.ofLength(64));
            System.out.println(run);
            System.out.println(run.printk());
        } catch (BpfException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
