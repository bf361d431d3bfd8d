package io.bpftest.samples.latency;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfStub;
import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.program.Helper;
import io.bpftest.program.TracingProgram;
import org.junit.jupiter.api.Test;

/** In a virtual machine, since many kernels forbid fentry. The clock is the test's, so that each call takes what it is to take. */
@BpfObject("latency.bpf.c")
@RunIn(Environment.VM)
class LatencyInVm {

    @BpfMap
    KernelMap<Integer, Long> histogram;

    @BpfMap
    KernelMap<Integer, Long> entered;

    @BpfGlobal
    GlobalVariable<Integer> process;

    private void attach(Tracing tracing, TracingProgram... programs) {
        process.set(tracing.processId());
        for (TracingProgram program : programs) {
            tracing.attach(program);
        }
    }

    @Test
    @BpfStub(program = "enter", helper = Helper.KTIME_GET_NS, returns = 5_000)
    @BpfStub(program = "leave", helper = Helper.KTIME_GET_NS, returns = 5_000 + 1_024)
    void aCallOf1024NanosecondsCountsForTheTenthPower(
            @BpfProgram("enter") TracingProgram enter, @BpfProgram("leave") TracingProgram leave, Tracing tracing) {
        attach(tracing, leave, enter);

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();
        assertThat(tracing.trySocket(SocketKind.TCP4)).succeeds();

        assertThat(histogram).containsEntry(10, 2L).containsEntry(9, 0L).containsEntry(11, 0L);
        assertThat(entered).isEmpty();
    }

    @Test
    @BpfStub(program = "enter", helper = Helper.KTIME_GET_NS, returns = 5_000)
    @BpfStub(program = "leave", helper = Helper.KTIME_GET_NS, returns = 5_000 + 1_023)
    void aNanosecondLessCountsForTheNinth(
            @BpfProgram("enter") TracingProgram enter, @BpfProgram("leave") TracingProgram leave, Tracing tracing) {
        attach(tracing, leave, enter);

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();

        assertThat(histogram).containsEntry(9, 1L).containsEntry(10, 0L);
    }

    @Test
    void aCallThatWasUnderWayDoesNotCount(@BpfProgram("leave") TracingProgram leave, Tracing tracing) {
        attach(tracing, leave);

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();

        long counted = 0;
        for (int slot = 0; slot < 32; slot++) {
            counted += histogram.get(slot);
        }
        assertThat(counted).isZero();
    }

    @Test
    void callsOfOtherProcessesDoNotCount(
            @BpfProgram("enter") TracingProgram enter, @BpfProgram("leave") TracingProgram leave, Tracing tracing) {
        attach(tracing, leave, enter);
        process.set(tracing.processId() + 1);

        assertThat(tracing.trySocket(SocketKind.UDP4)).succeeds();

        assertThat(entered).doesNotContainKey(tracing.threadId());
    }
}
