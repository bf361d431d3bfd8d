package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.program.SkbOptions.skbOptions;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcRun;
import org.junit.jupiter.api.Test;

/** Kernels before 5.16 have no such field: the verifier refuses the program there. */
@BpfObject("hardware_time.bpf.c")
class HardwareTimestampTest {

    private static final long TIME = 0x0123456789abcdefL;

    @Test
    @BpfConstant(name = "expected", value = "0x0123456789abcdef")
    void goesInAndComesOutWhole(@BpfProgram TcProgram program) {
        TcRun run = program.run(Frames.ofLength(64), skbOptions().hardwareTimestamp(TIME));

        assertThat(run).returns(1);
        assertThat(run.context().hardwareTimestamp()).isEqualTo(TIME);
        assertThat(program.run(Frames.ofLength(64))).returns(0);
    }
}
