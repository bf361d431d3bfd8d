package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.error.AttachException;
import io.bpftest.lab.KernelFunction;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.Tracing;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.KprobeProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs at functions of the kernel by kprobes. Run in virtual machines by ci/vms. */
@BpfObject("trace_functions.bpf.c")
@RunIn(Environment.VM)
class KernelProbesInVm {

    @BpfMap("events")
    RingBuffer<Seen> events;

    private int process;
    private int thread;

    @BeforeEach
    void knowTheThread(Tracing tracing) {
        process = tracing.processId();
        thread = tracing.threadId();
    }

    private Seen seenBy(int program) {
        return new Seen(process, thread, program);
    }

    @Test
    void aFunctionIsSeenAtItsEntryAndItsReturn(
            @BpfProgram("on_entry") KprobeProgram entry, @BpfProgram("on_return") KprobeProgram exit, Tracing tracing) {
        assertThat(tracing.attach(entry).hook()).isEqualTo("kernel function __sys_socket");
        assertThat(tracing.attach(exit).hook()).isEqualTo("return of kernel function __sys_socket");

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();

        assertThat(events)
                .from(tracing)
                .where(event -> event.thread() == thread)
                .receivesInOrder(seenBy(1), seenBy(2))
                .receivesExactly(2);
    }

    @Test
    void aDetachedProbeSeesNothing(@BpfProgram("on_entry") KprobeProgram program, Tracing tracing) {
        tracing.attach(program).close();
        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();
        assertThat(events).where(event -> event.thread() == thread).receivesNone();
    }

    @Test
    void aFunctionIsNamedBesideTheProgram(@BpfProgram("anywhere") KprobeProgram program, Tracing tracing) {
        tracing.attach(program, KernelFunction.of("__sys_socket"));
        tracing.attach(program, KernelFunction.of("__sys_socket").atReturn());
        tracing.attach(program, KernelFunction.ofSystemCall("getpid"));

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();
        tracing.getpid();

        assertThat(events).where(event -> event.thread() == thread).receivesExactly(3);
    }

    @Test
    void aSystemCallIsFoundByItsOwnName(@BpfProgram("on_getpid") KprobeProgram program, Tracing tracing) {
        tracing.attach(program);
        tracing.getpid();
        assertThat(events).where(event -> event.thread() == thread).receives(seenBy(4));
    }

    @Test
    void aFunctionThatIsNotThereIsToldWithTheNearest(
            @BpfProgram("no_function") KprobeProgram program, Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no kernel function \"__sys_sockett\"")
                .hasMessageContaining("did you mean \"__sys_socket\"?");
    }

    @Test
    void aFunctionThatCannotBeTracedIsTold(
            @BpfProgram("untraceable") KprobeProgram program,
            @BpfProgram("anywhere") KprobeProgram anywhere,
            Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no probe may stand in this function")
                .hasMessageContaining("not in /sys/kernel/debug/kprobes/blacklist");
        assertThatThrownBy(() -> tracing.attach(
                        anywhere, KernelFunction.of("__sys_socket").plus(1)))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no instruction begins there");
    }
}
