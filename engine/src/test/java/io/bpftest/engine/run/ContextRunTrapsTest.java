package io.bpftest.engine.run;

import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.FlowDissectorOptions;
import io.bpftest.program.ProgramType;
import io.bpftest.program.RawTracepointOptions;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.SkbOptions;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.XdpLiveOptions;
import io.bpftest.program.XdpOptions;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user of the bare system call falls into: the first assertion shows the trap, the second that it is avoided. */
class ContextRunTrapsTest {

    private static final byte[] NOTHING = {};

    /** {@code BPF_F_TEST_RUN_ON_CPU}. */
    private static final int ON_CPU = 1;

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

    @ParameterizedTest
    @EnumSource(names = {"SYSCALL", "RAW_TRACEPOINT"})
    void eachOfRepeatPacketAndOutputIsRefusedForSyscallsAndRawTracepointsByItself(ProgramType type) {
        try (TrialProgram program = TrialProgram.load(type)) {
            assertThat(BareRun.of(program.fd()).run()).as("none of them").isNull();
            assertThat(BareRun.of(program.fd()).repeat(1).run()).as("repeat").isEqualTo(Errno.EINVAL);
            assertThat(BareRun.of(program.fd()).packet(new byte[64]).run())
                    .as("packet")
                    .isEqualTo(Errno.EINVAL);
            assertThat(BareRun.of(program.fd()).output(64).run())
                    .as("output of a packet")
                    .isEqualTo(Errno.EINVAL);
            assertThat(BareRun.of(program.fd()).contextOut().run())
                    .as("output of a context, which is written in place")
                    .isEqualTo(Errno.EINVAL);
        }
        // Their handles take a context or arguments, and options without a repetition: see below.
        assertThat(namesOf(SyscallProgram.class, RawTracepointProgram.class, RawTracepointOptions.class))
                .contains("run", "onCpu")
                .noneMatch(name -> name.contains("repeat") || name.contains("packet"));
    }

    /** libbpf does not hand the field over, so only the system call itself can set it. */
    @ParameterizedTest
    @EnumSource(names = {"SYSCALL", "RAW_TRACEPOINT"})
    void aDurationThatGoesInIsRefusedForSyscallsAndRawTracepoints(ProgramType type) {
        assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
        try (TrialProgram program = TrialProgram.load(type)) {
            assertThat(testRun(program.fd(), 0)).isZero();
            assertThat(testRun(program.fd(), 1)).isEqualTo(-1);

            assertThat(ContextRun.ofThread().run(program.fd(), NOTHING, 0, 0)).isZero();
        }
    }

    /** {@code bpf(BPF_PROG_TEST_RUN)} with the duration of {@code union bpf_attr}. */
    private static long testRun(int program, int duration) {
        ByteBuffer attributes = NativeMemory.allocate(80).putInt(0, program).putInt(36, duration);
        return Native.libc().syscall(321, 10, NativeMemory.address(attributes), 80, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "XDP",
                "SCHED_CLS",
                "SCHED_ACT",
                "SOCKET_FILTER",
                "CGROUP_SKB",
                "LWT_IN",
                "LWT_OUT",
                "LWT_XMIT",
                "FLOW_DISSECTOR"
            })
    void aCpuForATypeThatTakesPacketsIsRefusedOrIgnoredSoItsOptionsHaveNone(ProgramType type) {
        try (TrialProgram program = TrialProgram.load(type)) {
            byte[] frame = Frames.ofLength(64);
            assertThat(BareRun.of(program.fd()).packet(frame).run()).isNull();
            assertThat(BareRun.of(program.fd()).packet(frame).flags(ON_CPU).run())
                    .isEqualTo(Errno.EINVAL);

            Errno numberAlone = BareRun.of(program.fd()).packet(frame).cpu(1).run();
            if (type == ProgramType.XDP) {
                assertThat(numberAlone).as("ignored").isNull();
            } else {
                assertThat(numberAlone).isEqualTo(Errno.EINVAL);
            }
        }
        assertThat(namesOf(XdpOptions.class, XdpLiveOptions.class, SkbOptions.class, FlowDissectorOptions.class))
                .contains("ingressInterface", "mark")
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("cpu"));
    }

    private static List<String> namesOf(Class<?>... types) {
        return Arrays.stream(types)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .toList();
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
