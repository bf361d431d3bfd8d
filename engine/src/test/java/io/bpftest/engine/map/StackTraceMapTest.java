package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.StackTraces;
import io.bpftest.program.RawTracepointProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@BpfObject("stack_traces.bpf.c")
class StackTraceMapTest {

    @BpfMap
    StackTraces stacks;

    @BpfProgram("record")
    RawTracepointProgram record;

    @Test
    void aStackIsReadByTheNumberThatTheProgramGot() {
        int id = record.run().returnValue();

        assertThat(stacks.ids()).containsExactly(id);
        assertThat(stacks.frames(id)).isNotEmpty().doesNotContain(0);
    }

    /** The test run itself is on the stack, whatever the kernel. */
    @Test
    void framesAreNamedAfterTheKernelsFunctions() throws IOException {
        try (Stream<String> symbols = Files.lines(Path.of("/proc/kallsyms"))) {
            assumeTrue(symbols.noneMatch(line -> line.startsWith("0000000000000000 T")), "addresses take CAP_SYSLOG");
        }
        List<String> symbols = stacks.symbols(record.run().returnValue());

        assertThat(symbols).anyMatch(symbol -> symbol.matches("bpf_prog_test_run_raw_tp\\+0x[0-9a-f]+"));
        assertThat(symbols).allMatch(symbol -> symbol.matches("([\\w.]+\\+)?0x[0-9a-f]+"));
    }

    @Test
    void aStackThatIsNotThereHasNoFrames() {
        assertThat(stacks.frames(5)).isEmpty();
        assertThat(stacks.symbols(5)).isEmpty();
        assertThat(stacks.remove(5)).isFalse();
    }

    @Test
    void stacksAreRemoved() {
        int id = record.run().returnValue();

        assertThat(stacks.remove(id)).isTrue();
        assertThat(stacks.ids()).isEmpty();
        record.run();
        stacks.clear();
        assertThat(stacks.ids()).isEmpty();
    }

    @Test
    void aReaderIsShownHowDeepStacksAre() {
        int id = record.run().returnValue();

        assertThat(stacks.state(5)).hasToString("stacks {" + id + ": " + stacks.frames(id).length + " frames}");
        assertThat(stacks.state(0).more()).isEqualTo(1);
    }
}
