package io.bpftest.samples.exectracer;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.ExecResult;
import io.bpftest.lab.Tracing;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.TracepointProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BpfObject("exec_tracer.bpf.c")
class ExecTracerTest {

    private static final Path SHELL = Path.of("/bin/sh");
    private static final int STARTED = 0;
    private static final int ENDED = 1;

    record Execution(int kind, int process, int parent, int result, String file) {}

    @BpfMap
    RingBuffer<Execution> executions;

    @BpfMap
    KernelMap<Integer, Execution> running;

    @BpfGlobal
    GlobalVariable<Integer> parent;

    @BeforeEach
    void attach(
            @BpfProgram("started") TracepointProgram started,
            @BpfProgram("ended") TracepointProgram ended,
            Tracing tracing) {
        parent.set(tracing.processId());
        tracing.attach(started);
        tracing.attach(ended);
    }

    @Test
    void tellsWhatIsExecutedAndHowItEnds(Tracing tracing) {
        ExecResult run = tracing.execute(SHELL, "-c", "exit 3");

        int process = (int) run.processId();
        int test = tracing.processId();
        assertThat(executions)
                .from(tracing)
                .where(execution -> execution.process() == process)
                .receivesInOrder(
                        new Execution(STARTED, process, test, 0, "/bin/sh"),
                        new Execution(ENDED, process, test, 3, "/bin/sh"))
                .receivesExactly(2);
        assertThat(running).doesNotContainKey(process);
    }

    @Test
    void tellsTheSignalThatEndsAProgram(Tracing tracing) {
        ExecResult run = tracing.execute(SHELL, "-c", "kill -9 $$");

        assertThat(executions)
                .where(execution -> execution.process() == run.processId())
                .receives(execution -> execution.kind() == ENDED && execution.result() == 128 + 9);
    }

    @Test
    void tellsNothingOfAProgramThatIsNotThere(Tracing tracing, @TempDir Path folder) {
        Path missing = folder.resolve("missing");
        assertThat(tracing.execute(missing).succeeded()).isFalse();

        assertThat(executions)
                .where(execution -> execution.file().endsWith("missing"))
                .receivesNone();
    }

    @Test
    void doesNotTellOfTheChildrenOfOthers(Tracing tracing) {
        // The shell's child is not the test's.
        ExecResult run = tracing.execute(SHELL, "-c", "/bin/true; exit 0");

        assertThat(executions)
                .where(execution -> execution.file().equals("/bin/true"))
                .receivesNone();
        parent.set((int) run.processId() + 1);
        ExecResult other = tracing.execute(SHELL, "-c", "exit 0");
        assertThat(executions)
                .where(execution -> execution.process() == other.processId())
                .receivesNone();
    }

    @Test
    void cutsANameThatIsTooLong(Tracing tracing, @TempDir Path folder) throws Exception {
        Path program = folder.resolve("n".repeat(80));
        Files.copy(SHELL, program, StandardCopyOption.COPY_ATTRIBUTES);

        ExecResult run = tracing.execute(program, "-c", "exit 0");

        String known = program.toString().substring(0, 63);
        assertThat(executions)
                .where(execution -> execution.process() == run.processId())
                .receives(execution -> execution.file().equals(known));
    }
}
