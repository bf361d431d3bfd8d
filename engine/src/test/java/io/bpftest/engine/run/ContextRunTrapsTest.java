package io.bpftest.engine.run;

import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.ProgramType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user of the bare system call falls into: the first assertion shows the trap, the second that it is avoided. */
class ContextRunTrapsTest {

    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @EnumSource(names = {"SYSCALL", "RAW_TRACEPOINT"})
    void aRepeatOfOneFailsForSyscallsAndRawTracepoints(ProgramType type) {
        try (TrialProgram program = TrialProgram.load(type)) {
            int withRepeatAndPacket = TestRun.ofThread().run(program.fd(), NOTHING, new byte[64], 0, false);

            assertThat(Errno.EINVAL.is(withRepeatAndPacket)).isTrue();
            assertThat(ContextRun.ofThread().run(program.fd(), NOTHING, 0, 0)).isZero();
            assertThat(ContextRun.ofThread().returnValue()).isEqualTo(1);
        }
    }

    @Test
    void aCpuCanBeChosenForRawTracepointsOnly() {
        try (TrialProgram syscall = TrialProgram.load(ProgramType.SYSCALL);
                TrialProgram tracepoint = TrialProgram.load(ProgramType.RAW_TRACEPOINT)) {
            ContextRun run = ContextRun.ofThread();

            assertThat(Errno.EINVAL.is(run.runOnCpu(syscall.fd(), NOTHING, 0))).isTrue();
            assertThat(run.runOnCpu(tracepoint.fd(), NOTHING, 0)).isZero();
            assertThat(run.run(syscall.fd(), NOTHING, 0, 0))
                    .as("the flag does not stay")
                    .isZero();
        }
    }

    @Test
    void aProgramThatTheKernelSendsToNoCpuIsToldApartFromOneThatLacksArguments() {
        try (TrialProgram syscall = TrialProgram.load(ProgramType.SYSCALL)) {
            RawTracepointHandle program = new RawTracepointHandle(syscall.target("raw_tp.s/sched_switch"));

            assertThatThrownBy(() -> program.run(rawTracepointOptions().onCpu(0)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("cannot run on CPU 0")
                    .hasMessageContaining("does not sleep");
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "KPROBE",
                "TRACEPOINT",
                "PERF_EVENT",
                "RAW_TRACEPOINT_WRITABLE",
                "CGROUP_SOCK",
                "CGROUP_SOCK_ADDR",
                "CGROUP_SOCKOPT",
                "CGROUP_DEVICE",
                "CGROUP_SYSCTL",
                "SOCK_OPS",
                "SK_SKB",
                "SK_MSG",
                "SK_REUSEPORT",
                "LWT_SEG6LOCAL",
                "LIRC_MODE2"
            })
    void errno524IsToldAsATypeThatHasNoTestRun(ProgramType type) {
        try (TrialProgram program = TrialProgram.load(type)) {
            assumeThat(program.fd()).as("a kernel that has " + type).isNotNegative();

            int error = ContextRun.ofThread().run(program.fd(), NOTHING, 0, 0);
            assumeThat(type == ProgramType.LWT_SEG6LOCAL && Errno.EINVAL.is(error))
                    .as("an old kernel, whose test run of this type is of no use since it lacks the route")
                    .isFalse();
            assertThat(error).isEqualTo(-524);
            assertThatThrownBy(() -> new SyscallHandle(program.target("none")).run())
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("no test run for trial program \"trial\"")
                    .hasMessageContaining("ENOTSUPP")
                    .hasMessageContaining("type " + type)
                    .hasMessageContaining("attach the program and trigger");
        }
    }
}
