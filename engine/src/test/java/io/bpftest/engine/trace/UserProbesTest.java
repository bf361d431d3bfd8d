package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.FileMissingException;
import io.bpftest.lab.ExecResult;
import io.bpftest.lab.Tracing;
import io.bpftest.lab.Usdt;
import io.bpftest.lab.UserFunction;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.KprobeProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Programs at functions and probes of programs and libraries. */
@BpfObject("trace_events.bpf.c")
class UserProbesTest {

    @TempDir
    static Path folder;

    @BpfMap("events")
    RingBuffer<Seen> events;

    @Test
    void aFunctionOfTheCLibraryIsSeenAtItsEntryAndItsReturn(
            @BpfProgram("on_getpid") KprobeProgram entry,
            @BpfProgram("on_getpid_return") KprobeProgram exit,
            Tracing tracing) {
        assertThat(tracing.attach(exit).hook()).isEqualTo("return of function getpid of libc.so.6");
        assertThat(tracing.attach(entry).hook()).isEqualTo("function getpid of libc.so.6");
        int process = tracing.processId();
        int thread = tracing.threadId();

        tracing.getpid();

        assertThat(events)
                .from(tracing)
                .where(event -> event.thread() == thread)
                .receivesInOrder(new Seen(process, thread, 8), new Seen(process, thread, 9))
                .receivesExactly(2);
    }

    @Test
    void onlyTheProcessThatIsNamedCounts(@BpfProgram("on_call") KprobeProgram program, Tracing tracing) {
        tracing.attach(program, UserFunction.of("libc.so.6", "getpid").in(ProcessHandle.current()));
        int thread = tracing.threadId();

        tracing.getpid();

        assertThat(events).where(event -> event.thread() == thread).receivesExactly(1);
        assertThat(events.received()).allMatch(event -> event.process() == tracing.processId());
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void aFunctionOfAProgramThatTheTestStartsIsSeen(@BpfProgram("on_call") KprobeProgram program, Tracing tracing)
            throws Exception {
        Path probed = ProbedProgram.in(folder);
        tracing.attach(program, UserFunction.of(probed.toString(), "greet"));

        ExecResult run = tracing.execute(probed);

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(events).where(event -> event.process() == run.processId()).receivesExactly(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
    void aProbeThatAProgramDeclaresIsSeenWithItsArgument(
            @BpfProgram(value = "on_started", object = "trace_usdt.bpf.c") KprobeProgram program,
            @BpfGlobal(value = "process", object = "trace_usdt.bpf.c") GlobalVariable<Integer> process,
            @BpfGlobal(value = "argument", object = "trace_usdt.bpf.c") GlobalVariable<Long> argument,
            Tracing tracing)
            throws Exception {
        Path probed = ProbedProgram.in(folder);
        tracing.attach(program, Usdt.of(probed.toString(), "bpftest", "started"));

        ExecResult run = tracing.execute(probed);

        assertThat(process.get()).isEqualTo((int) run.processId());
        assertThat(argument.get()).isEqualTo(7L);
        assertThatThrownBy(() -> tracing.attach(program, Usdt.of(probed.toString(), "bpftest", "starte")))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no probe \"bpftest:starte\"")
                .hasMessageContaining("did you mean \"bpftest:started\"?");
    }

    @Test
    void aFunctionThatIsNotThereIsToldWithTheNearest(@BpfProgram("no_symbol") KprobeProgram program, Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no function \"getpidd\"; nearest is \"getpid\"")
                .hasMessageContaining("libc.so.6");
    }

    @Test
    void aLibraryThatIsNotThereIsToldWithWhereItWasLookedFor(
            @BpfProgram("no_file") KprobeProgram program, Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining("libnothing.so")
                .hasMessageContaining("/usr/lib/libnothing.so");
    }

    @Test
    void aProcessThatHasEndedIsTold(@BpfProgram("on_call") KprobeProgram program, Tracing tracing) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThatThrownBy(() -> tracing.attach(
                        program, UserFunction.of("libc.so.6", "getpid").in(ended.toHandle())))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("no process has the number " + ended.pid());
    }
}
