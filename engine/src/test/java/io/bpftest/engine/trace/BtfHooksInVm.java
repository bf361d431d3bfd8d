package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.ExecResult;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.TracingProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Programs at functions and tracepoints by BTF, and iterators. Run in virtual machines by ci/vms. */
@BpfObject("trace_functions.bpf.c")
class BtfHooksInVm {

    private static final int AF_INET = 2;

    @BpfMap("calls")
    RingBuffer<Call> calls;

    @BpfMap("events")
    RingBuffer<Seen> events;

    @Test
    void aFunctionIsSeenWithItsArgumentsAndItsResult(
            @BpfProgram("enter") TracingProgram enter, @BpfProgram("leave") TracingProgram leave, Tracing tracing) {
        assertThat(tracing.attach(enter).hook()).isEqualTo("entry of __sys_socket");
        assertThat(tracing.attach(leave).hook()).isEqualTo("exit of __sys_socket");
        int thread = tracing.threadId();

        int descriptor = tracing.socket(SocketKind.UDP4).descriptor();

        assertThat(calls)
                .from(tracing)
                .where(call -> call.thread() == thread && call.family() == AF_INET)
                .receivesExactly(2)
                .receives(call -> call.result() == descriptor);
    }

    @Test
    void whatAFunctionReturnsIsChangedForOneThread(
            @BpfProgram("refuse") TracingProgram program,
            @BpfGlobal("only_thread") GlobalVariable<Integer> onlyThread,
            Tracing tracing) {
        Attachment attached = tracing.attach(program);
        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();
        onlyThread.set(tracing.threadId());
        assertThat(tracing.trySocket(SocketKind.UDP4)).isRefusedWith(ErrorNumber.EACCES);
        attached.close();
        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();
    }

    @Test
    void aTracepointIsSeenWithItsTypedArguments(@BpfProgram("on_exec") TracingProgram program, Tracing tracing) {
        assertThat(tracing.attach(program).hook()).isEqualTo("BTF tracepoint sched_process_exec");
        ExecResult run = tracing.execute(Path.of("/bin/true"));
        assertThat(events)
                .where(event -> event.process() == run.processId())
                .receives(new Seen((int) run.processId(), (int) run.processId(), 7));
    }

    @Test
    void anIteratorWritesALineForEachTask(@BpfProgram("all_tasks") TracingProgram program, Tracing tracing) {
        String own = tracing.processId() + " " + tracing.threadId();
        assertThat(tracing.read(program).lines()).contains(own, "1 1");
    }

    @Test
    void anIteratorGoesOverAMap(
            @BpfProgram("all_stock") TracingProgram program,
            @BpfMap("stock") KernelMap<Integer, Long> stock,
            Tracing tracing) {
        stock.put(3, 30L);
        stock.put(4, 40L);
        assertThat(tracing.read(program, stock).lines()).containsExactlyInAnyOrder("3: 30", "4: 40");
        assertThatThrownBy(() -> tracing.read(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("give the map: tracing.read(program, map)");
    }

    @Test
    void iteratorsAreReadAndOthersAttached(
            @BpfProgram("all_tasks") TracingProgram iterator,
            @BpfProgram("enter") TracingProgram enter,
            Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(iterator))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("tracing.read(program)");
        assertThatThrownBy(() -> tracing.read(enter))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("tracing.attach(program)");
    }
}
