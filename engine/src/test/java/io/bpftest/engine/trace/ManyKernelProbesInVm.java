package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.error.AttachException;
import io.bpftest.lab.KernelFunctions;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.Tracing;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.KprobeProgram;
import org.junit.jupiter.api.Test;

/** Programs at many functions of the kernel by one link. Run in virtual machines by ci/vms; Debian's 6.1 has no fprobes. */
@BpfObject("trace_functions.bpf.c")
@RunIn(Environment.VM)
class ManyKernelProbesInVm {

    @BpfMap("events")
    RingBuffer<Seen> events;

    @Test
    void functionsThatMatchAreSeen(@BpfProgram("on_matching") KprobeProgram program, Tracing tracing) {
        assertThat(tracing.attach(program).hook()).isEqualTo("kernel functions __sys_soc*t");
        int thread = tracing.threadId();

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();

        assertThat(events)
                .where(event -> event.thread() == thread)
                .receivesExactly(1)
                .receives(event -> event.program() == 5);
    }

    @Test
    void functionsThatAreNamedAreSeen(@BpfProgram("on_several") KprobeProgram program, Tracing tracing) {
        tracing.attach(program, KernelFunctions.of("__sys_socket", "__sys_bind").atReturn());
        int thread = tracing.threadId();

        tracing.socket(SocketKind.UDP4).bind("127.0.0.1", 0);

        assertThat(events).where(event -> event.thread() == thread).receivesExactly(2);
    }

    @Test
    void namesThatNothingHasAreToldWithTheNearest(@BpfProgram("on_several") KprobeProgram program, Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program, KernelFunctions.of("__sys_socket", "__sys_bindd")))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no function that can be traced \"__sys_bindd\"")
                .hasMessageContaining("did you mean \"__sys_bind\"?");
        assertThatThrownBy(() -> tracing.attach(program, KernelFunctions.matching("no_such_*")))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("\"no_such_*\"");
    }
}
