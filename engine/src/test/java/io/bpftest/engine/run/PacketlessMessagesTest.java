package io.bpftest.engine.run;

import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Golden;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.error.ContextException;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.ProgramType;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.SyscallProgram;
import org.junit.jupiter.api.Test;

/** What a reader of a log sees of runs without a packet that the kernel does not take. */
class PacketlessMessagesTest {

    private final Golden golden = new Golden();

    @Test
    @BpfObject("syscalls.bpf.c")
    void aContextOfAWrongSize(@BpfProgram("add") SyscallProgram add) {
        golden.fails("context_too_short", ContextException.class, () -> add.run(new byte[12]));
        golden.fails("context_too_long", ContextException.class, () -> add.run(new byte[70_000]));
    }

    @Test
    @BpfObject("raw_tracepoints.bpf.c")
    void argumentsInAWrongNumber(@BpfProgram("two_arguments") RawTracepointProgram program) {
        golden.fails("arguments_too_few", ContextException.class, () -> program.run(1));
        golden.fails("arguments_too_many", ContextException.class, () -> program.run(new long[13]));
    }

    @Test
    @BpfObject("raw_tracepoints.bpf.c")
    void aCpuThatIsNotThere(@BpfProgram("tells_its_cpu") RawTracepointProgram program) {
        golden.hide("online: " + Kernel.onlineCpus(), "online: <cpus>");
        golden.fails(
                "cpu_not_there",
                RunOptionException.class,
                () -> program.run(rawTracepointOptions().onCpu(4096)));
    }

    @Test
    void aTracingProgramThatNoTestRunReaches() {
        TracingHandle program = new TracingHandle(TrialProgram.target(-1, ProgramType.TRACING, "tp_btf/sched_switch"));

        golden.fails("tracing_not_reached", RunRefusedException.class, program::run);
    }

    @Test
    void aTypeThatHasNoTestRun() {
        try (TrialProgram program = TrialProgram.load(ProgramType.SK_MSG)) {
            golden.fails(
                    "no_test_run", RunRefusedException.class, () -> new SyscallHandle(program.target("sk_msg")).run());
        }
    }
}
