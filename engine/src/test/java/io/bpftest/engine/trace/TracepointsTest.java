package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.AttachException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.ExecResult;
import io.bpftest.lab.SystemCalls.FileAccess;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.RawTracepointWritableProgram;
import io.bpftest.program.TracepointProgram;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Programs of tracepoints see what the test makes happen, and tell it from what the rest of the machine does. */
@BpfObject("trace_events.bpf.c")
class TracepointsTest {

    private static final Path TRUE = Path.of("/bin/true");

    @BpfMap("events")
    RingBuffer<Seen> events;

    @Test
    void aTracepointSeesTheProgramThatIsExecutedOnce(
            @BpfProgram("on_exec") TracepointProgram program, Tracing tracing) {
        Attachment attached = tracing.attach(program);
        assertThat(attached.hook()).isEqualTo("tracepoint sched/sched_process_exec");
        assertThat(tracing.attachments()).containsExactly(attached);

        ExecResult run = tracing.execute(TRUE);

        assertThat(run).succeeds();
        assertThat(run.exitCode()).isZero();
        assertThat(events)
                .from(tracing)
                .where(event -> event.process() == run.processId())
                .receivesExactly(1);
    }

    @Test
    void aTracepointSeesNothingOnceItIsDetached(@BpfProgram("on_exec") TracepointProgram program, Tracing tracing) {
        tracing.attach(program).close();
        assertThat(tracing.attachments()).isEmpty();

        ExecResult run = tracing.execute(TRUE);

        assertThat(events).where(event -> event.process() == run.processId()).receivesNone();
    }

    @Test
    void theThreadOfTriggersIsKnownToProgramsAndToTheTest(
            @BpfProgram("on_open") TracepointProgram program,
            @BpfGlobal("only_thread") GlobalVariable<Integer> onlyThread,
            Tracing tracing) {
        int thread = tracing.threadId();
        onlyThread.set(thread);
        tracing.attach(program);

        assertThat(tracing.openFile(TRUE, FileAccess.READ)).succeeds();
        assertThat(tracing.openFile(TRUE, FileAccess.READ)).succeeds();

        assertThat(events).receivesExactly(2);
        assertThat(events).receives(new Seen(tracing.processId(), thread, 2));
        assertThat(tracing.threadId()).isEqualTo(thread);
    }

    @Test
    void aTracepointIsNamedBesideTheProgram(@BpfProgram("anywhere") TracepointProgram program, Tracing tracing) {
        tracing.attach(program, "syscalls", "sys_enter_getpid");

        assertThat(tracing.getpid()).succeeds();

        int thread = tracing.threadId();
        assertThat(events)
                .where(event -> event.thread() == thread)
                .receivesInOrder(new Seen(tracing.processId(), thread, 3));
    }

    @Test
    void rawTracepointsSeeTheSame(
            @BpfProgram("on_raw_exec") RawTracepointProgram bySection,
            @BpfProgram("on_raw_any") RawTracepointProgram byName,
            Tracing tracing) {
        assertThat(tracing.attach(bySection).hook()).isEqualTo("raw tracepoint sched_process_exec");
        tracing.attach(byName, "sched_process_exec");

        ExecResult run = tracing.execute(TRUE);

        assertThat(events)
                .where(event -> event.process() == run.processId())
                .receivesExactly(2)
                .receives(event -> event.program() == 4)
                .receives(event -> event.program() == 5);
    }

    @Test
    void aWritableRawTracepointChangesWhatTheKernelGoesOnWith(
            @BpfProgram("on_finish") RawTracepointWritableProgram program,
            @BpfProgram("pass") XdpProgram pass,
            @BpfGlobal("result") GlobalVariable<Integer> result,
            Tracing tracing) {
        result.set(-71);
        Attachment attached = tracing.attach(program);
        assertThatThrownBy(() -> pass.run(Frames.ofLength(64)))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("71");
        attached.close();
        assertThat(pass.run(Frames.ofLength(64))).passes();
    }

    @Test
    void anEventThatNeverComesIsToldWithWhatIsAttachedAndWhatCameInstead(
            @BpfProgram("on_exec") TracepointProgram program, Tracing tracing) {
        tracing.attach(program);
        ExecResult run = tracing.execute(TRUE);

        assertThatThrownBy(() -> assertThat(events)
                        .from(tracing)
                        .within(Duration.ofMillis(20))
                        .where(event -> event.process() == run.processId())
                        .receives(event -> event.program() == 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("within 20 ms, where() takes 1 of these, none of them accepted by the predicate")
                .hasMessageContaining("process: " + run.processId())
                .hasMessageContaining(
                        "attached  tracepoint program \"on_exec\" at tracepoint sched/sched_process_exec");
    }

    @Test
    void attachmentsEndWithTheObjectOfTheirProgram(Tracing tracing) {
        ObjectSpec spec = Bpf.open(Golden.inModule("src/test/bpf/trace_events.bpf.c"));
        spec.programs().forEach(program -> program.autoload(program.name().equals("on_exec")));
        LoadedObject object = spec.load();
        Attachment attached = tracing.attach(object.program("on_exec", TracepointProgram.class));
        assertThat(attached.isAttached()).isTrue();

        object.close();

        assertThat(attached.isAttached()).isFalse();
        assertThat(tracing.attachments()).isEmpty();
    }

    @Test
    void aTracepointThatIsNotThereIsToldWithTheNearest(
            @BpfProgram("no_tracepoint") TracepointProgram program,
            @BpfProgram("on_raw_any") RawTracepointProgram raw,
            Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no tracepoint \"sched/sched_process_exek\"")
                .hasMessageContaining("did you mean \"sched/sched_process_exec\"?");
        assertThatThrownBy(() -> tracing.attach(raw, "sched_process_exek"))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("did you mean \"sched_process_exec\"?");
        assertThat(tracing.attachments()).isEmpty();
    }

    @Test
    void aSectionWithoutAPlaceIsToldWithWhatItMayBe(
            @BpfProgram("anywhere") TracepointProgram program, @BpfProgram("pass") XdpProgram pass, Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("section \"tracepoint\"")
                .hasMessageContaining("tracepoint/CATEGORY/NAME");
        assertThatThrownBy(() -> tracing.attach(pass))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("Lab (docs/lab.md)");
    }
}
