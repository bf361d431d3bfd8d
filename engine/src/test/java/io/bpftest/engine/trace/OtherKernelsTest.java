package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThatCode;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.lab.Tracing;
import io.bpftest.program.KprobeProgram;
import io.bpftest.program.XdpProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a kernel cannot do is told with where it can be done. */
@BpfObject("trace_events.bpf.c")
class OtherKernelsTest {

    @Test
    void aKernelWithoutKprobesSaysWhereToRunTheClass(
            @BpfProgram("on_kernel_function") KprobeProgram program, Tracing tracing) {
        assumeFalse(
                Files.exists(Path.of("/sys/bus/event_source/devices/kprobe/type")),
                "this kernel has kprobes: KernelProbesInVm attaches them");
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(FeatureMissingException.class)
                .hasMessageContaining("cannot be attached to kernel function do_sys_openat2")
                .hasMessageContaining("a kernel without kprobes")
                .hasMessageContaining("@RunIn(Environment.VM)");
    }

    /** The kernel would attach a program, and never ask it. */
    @Test
    void aKernelThatDoesNotAskBpfAboutSecuritySaysHowToBootIt(@BpfProgram("pass") XdpProgram program) {
        String hook = "security hook file_open";
        assertThatThrownBy(
                        () -> BtfHooks.requireBpfModule(program, hook, Optional.of(List.of("capability", "apparmor"))))
                .isInstanceOf(FeatureMissingException.class)
                .hasMessageContaining("a kernel that asks these security modules: capability, apparmor")
                .hasMessageContaining("lsm=...,bpf");
        assertThatCode(() -> {
                    BtfHooks.requireBpfModule(program, hook, Optional.of(List.of("capability", "bpf")));
                    BtfHooks.requireBpfModule(program, hook, Optional.empty());
                })
                .doesNotThrowAnyException();
    }
}
