package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bpftest.Bpf;
import io.bpftest.Environment;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.RunIn;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TracingProgram;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels in lockdown refuse to load these programs, and some permit no fmod_ret of the test functions: there, each test
 * checks that the refusal says so, and is skipped.
 */
@RunIn({Environment.LOCAL, Environment.CONTAINER, Environment.VM})
class TracingRunTest {

    @Test
    void aProgramAtTheEntryOfATestFunctionSeesItsArgument() {
        with("enter", (program, seen) -> {
            assertThat(program.run()).returns(0);
            assertThat(seen).containsEntry(0, 1L);
        });
    }

    @Test
    void aProgramAtTheExitOfATestFunctionSeesItsResult() {
        with("leave", (program, seen) -> {
            assertThat(program.run()).returns(0);
            assertThat(seen).containsEntry(0, 2L).containsEntry(1, 3L).containsEntry(2, 5L);
        });
    }

    @Test
    void aProgramThatLetsTheFunctionDoItsWorkSeesItDone() {
        with("observe", (program, seen) -> {
            assertThat(program.run().result()).isIn(4, 4 + 29);
            assertThat(program.run().sideEffects()).isIn(1, 2);
            assertThat(seen).containsEntry(0, 1L);
        });
    }

    @Test
    void aProgramThatTakesTheFunctionsPlaceChangesTheResult() {
        with("override", (program, seen) -> {
            assertThat(program.run().result()).isIn(7, 7 + 29);
            assertThat(program.run().sideEffects()).isIn(0, 1);
        });
    }

    @Test
    void aProgramIsAttachedForItsRunOnly() {
        with("enter", (program, seen) -> {
            program.run();
            seen.put(0, 0L);
            ContextRun.ofThread().run(fdOfATracingProgram(program), new byte[0], 0, 0);

            assertThat(seen).as("a test run without attaching").containsEntry(0, 0L);
        });
    }

    @Test
    void aProgramOfAFunctionThatNoTestRunCallsIsRefused() {
        with("not_called", (program, seen) -> {
            assertThatThrownBy(program::run)
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("fentry/bpf_modify_return_test");
            assertThat(seen).containsEntry(0, 0L);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fentry/vfs_read",
                "fexit/bpf_modify_return_test",
                "fmod_ret/bpf_fentry_test1",
                "fmod_ret/bpf_modify_return_test_tp",
                "tp_btf/sched_switch",
                "iter/task"
            })
    void aSectionThatNoTestRunReachesIsRefusedWithoutAskingTheKernel(String section) {
        TracingProgram program = new TracingHandle(TrialProgram.target(-1, ProgramType.TRACING, section));

        assertThatThrownBy(program::run)
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("No test run reaches")
                .hasMessageContaining("section " + section)
                .hasMessageContaining("bpf_fentry_test1")
                .hasMessageContaining("attach the program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fentry/bpf_fentry_test1",
                "fexit.s/bpf_fentry_test10",
                "fmod_ret/bpf_modify_return_test",
                "fmod_ret.s/bpf_modify_return_test2"
            })
    void aProgramThatTheKernelDoesNotAttachIsToldApart(String section) {
        try (TrialProgram trial = TrialProgram.load(ProgramType.KPROBE)) {
            TracingProgram program = new TracingHandle(trial.target(section));

            assertThatThrownBy(program::run)
                    .isInstanceOf(RunRefusedException.class)
                    .hasMessageContaining("cannot be attached for its test run")
                    .hasMessageContaining("EINVAL")
                    .hasMessageContaining(section);
        }
    }

    private static int fdOfATracingProgram(TracingProgram program) {
        return ((TracingHandle) program).fd();
    }

    private static void with(String program, BiConsumer<TracingProgram, KernelMap<Integer, Long>> test) {
        ObjectSpec spec = Bpf.open("src/test/bpf/test_functions.bpf.c");
        spec.programs().forEach(other -> other.autoload(false));
        spec.program(program).loadAs(TracingProgram.class);
        try (LoadedObject object = spec.load()) {
            test.accept(object.program(program, TracingProgram.class), object.map("seen", Integer.class, Long.class));
        } catch (LoadRefusedException e) {
            assertThat(e)
                    .hasMessageContaining("The kernel refuses \"" + program + "\"")
                    .hasMessageContaining("though this process has the capabilities")
                    .hasMessageContaining("lockdown");
            abort("this kernel forbids tracing programs, and the error says so");
        } catch (VerifierRejectionException e) {
            assertThat(e)
                    .hasMessageContaining(
                            "changes what bpf_modify_return_test returns, which this kernel does not permit")
                    .hasMessageContaining("use a kernel that lists the function");
            abort("this kernel is built without error injection, and the error says so");
        }
    }
}
