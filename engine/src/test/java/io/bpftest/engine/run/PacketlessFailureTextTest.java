package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.SyscallRun;
import io.bpftest.program.TracingProgram;
import io.bpftest.program.TracingRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** What failing assertions print of programs that run without a packet: see {@link FailureTextTest}. */
class PacketlessFailureTextTest {

    /** The sum stands at 8, in the byte order of the machine. */
    private static final byte[] FIVE_AND_THREE = ByteBuffer.allocate(24)
            .order(ByteOrder.nativeOrder())
            .putInt(0, 5)
            .putInt(4, 3)
            .array();

    private final Golden golden = new Golden();

    @Test
    @BpfObject("syscalls.bpf.c")
    void aSyscallShowsItsContextAsItWentInAndAsItWasLeft(@BpfProgram("add") SyscallProgram add) {
        SyscallRun run = add.run(FIVE_AND_THREE);
        byte[] expected = run.context();
        expected[8] = 9;

        golden.failsOnAScreen("failing_syscall", () -> assertThat(run).returns(-22));
        golden.failsOnAScreen("failing_syscall_context", () -> assertThat(run).hasContext(expected));
        golden.failsOnAScreen(
                "failing_syscall_unchanged", () -> assertThat(run).returns(2).hasUnchangedContext());
    }

    @Test
    @BpfObject("raw_tracepoints.bpf.c")
    void aRawTracepointShowsItsArgumentsAndWhereItRan(@BpfProgram("two_arguments") RawTracepointProgram program) {
        golden.failsOnAScreen(
                "failing_raw_tracepoint", () -> assertThat(program.run(50, 8)).returns(0));
        golden.failsOnAScreen("failing_raw_tracepoint_cpu", () -> assertThat(
                        program.run(rawTracepointOptions().onCpu(0), 0xffff888001234560L, 8))
                .returns(0));
    }

    /** Kernels in lockdown load none, so the run is made up; the texts are the real ones. */
    @Test
    void aTracingProgramShowsTheFunctionAndBothHalvesOfItsResult() {
        TracingProgram override = tracing("override", "fmod_ret/bpf_modify_return_test");
        TracingRun run = new TracingRun(override, 1 << 16 | 36);

        golden.failsOnAScreen(
                "failing_tracing", () -> assertThat(run).hasResult(36).hasSideEffects(2));
        golden.failsOnAScreen("failing_tracing_result", () -> assertThat(run).hasResult(33));
        TracingProgram enter = tracing("enter", "fentry/bpf_fentry_test1");
        golden.failsOnAScreen("failing_tracing_entry", () -> assertThat(new TracingRun(enter, 0))
                .returns(7));
    }

    private static TracingProgram tracing(String name, String section) {
        ProgramInfo info = new ProgramInfo(
                name,
                section,
                ProgramType.TRACING,
                "tracing program",
                "test_functions.bpf.c",
                System.getProperty("os.version"),
                "local");
        RunTarget trial = TrialProgram.target(-1, ProgramType.TRACING, section);
        return new TracingHandle(
                new RunTarget(-1, info, trial.loaded(), trial.helpers(), trial.maps(), trial.contexts()));
    }
}
