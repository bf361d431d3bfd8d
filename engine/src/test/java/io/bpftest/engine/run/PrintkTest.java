package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@BpfObject("prints.bpf.c")
class PrintkTest {

    @BpfProgram("prints")
    XdpProgram prints;

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
}
