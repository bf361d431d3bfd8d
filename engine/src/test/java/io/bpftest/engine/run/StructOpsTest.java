package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Golden;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.program.ProgramType;
import io.bpftest.program.StructOpsProgram;
import org.junit.jupiter.api.Test;

/** Operations of kernel interfaces, which are loaded here and never registered: that would change the whole system. */
@BpfObject("struct_ops.bpf.c")
class StructOpsTest {

    /** {@code struct bpf_dummy_ops_state *}, where null stands for no state. */
    private static final byte[] NO_STATE = new byte[Long.BYTES];

    private static final int SSTHRESH = 0;
    private static final int TEST_1 = 0;

    @Test
    void anOperationIsLoadedAndSaysHowItIsTested() {
        try (LoadedObject object =
                Bpf.open(Golden.inModule("src/test/bpf/struct_ops.bpf.c")).load()) {
            StructOpsProgram program = object.program(StructOpsProgram.class);

            assertThat(program.info().type()).isEqualTo(ProgramType.STRUCT_OPS);
            assertThat(program).hasToString("struct_ops program \"half_of_nothing\"");
            assertThat(program.howToTest())
                    .startsWith("register its struct_ops map, use what it implements")
                    .endsWith("and assert on what it did");
        }
    }

    /** {@code bpf_struct_ops_test_run} of {@code net/bpf/bpf_dummy_struct_ops.c}: not ENOTSUPP as other types without. */
    @Test
    void aTestRunServesTheKernelsDummyOpsOnlyAndIsEopnotsuppForAnyOther() {
        try (TrialProgram dummy = TrialProgram.loadOperation("bpf_dummy_ops", TEST_1);
                TrialProgram congestion = TrialProgram.loadOperation("tcp_congestion_ops", SSTHRESH)) {
            ContextRun run = ContextRun.ofThread();

            assertThat(run.run(dummy.fd(), NO_STATE, 0, NO_STATE.length)).isZero();
            assertThat(run.returnValue()).as("the program's own").isEqualTo(1);
            assertThat(Errno.EINVAL.is(run.run(dummy.fd(), NO_STATE, 0, 0)))
                    .as("as many arguments as the operation has")
                    .isTrue();
            assertThat(Errno.EOPNOTSUPP.is(run.run(congestion.fd(), NO_STATE, 0, NO_STATE.length)))
                    .isTrue();
        }
        assertThat(StructOpsProgram.class.getMethods())
                .as("so there is nothing to run")
                .extracting("name")
                .doesNotContain("run");
    }
}
