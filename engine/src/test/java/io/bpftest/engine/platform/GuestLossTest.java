package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.engine.ChildJvm;
import io.bpftest.error.EnvironmentException;
import java.io.BufferedReader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests that end their JVM, or keep it from going on: the others' results stay, and a failure is told. */
class GuestLossTest {

    @BpfObject("verdicts.bpf.c")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    abstract static class Around {

        @Test
        void afore() {}

        @Test
        void later() {}
    }

    static class Exits extends Around {
        @Test
        void guilty() {
            System.out.println("the last words");
            System.exit(3);
        }
    }

    static class Killed extends Around {
        @Test
        void guilty() throws Exception {
            new ProcessBuilder("sh", "-c", "echo dying >&2; kill -9 $PPID")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    static class Stopped extends Around {
        @Test
        void guilty() throws Exception {
            new ProcessBuilder("sh", "-c", "kill -STOP $PPID").start().waitFor();
        }
    }

    static class ExitsBeforeAll extends Around {
        @BeforeAll
        static void guilty() {
            System.exit(4);
        }
    }

    static class OutOfMemory extends Around {
        @Test
        void guilty() {
            assertThat(new long[Integer.MAX_VALUE - 2]).isEmpty();
        }
    }

    static class Endless extends Around {
        @Test
        void guilty() throws Exception {
            System.out.println("guest " + ProcessHandle.current().pid());
            Thread.currentThread().join();
        }
    }

    private static Recording run(Class<?> fixture) {
        Recording recording = Recording.of(
                Elsewhere.process(selectClass(fixture)).configurationParameter("bpftest.guest.silence", "3"));
        assertThat(recording.testsRunBy("junit-jupiter")).isZero();
        return recording;
    }

    @Test
    void aTestThatCallsSystemExitIsTold() {
        Recording run = run(Exits.class);

        assertThat(run.status("afore()")).isEqualTo(SUCCESSFUL);
        assertThat(run.thrown("guilty()"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("ended with exit code 3, as System.exit was called at ")
                .hasMessageContaining("Exits.guilty(GuestLossTest.java");
        assertThat(run.skipped().get("later()")).startsWith("not run: the process that runs the tests ended with");
    }

    @Test
    void classesThatDidNotBeginAreSkippedOnceTheLossIsTold() {
        Recording run = Recording.of(Elsewhere.process(selectClass(Exits.class), selectClass(ExitsBeforeAll.class)));

        assertThat(run.thrown("guilty()")).hasMessageContaining("exit code 3");
        assertThat(run.skipped().get("GuestLossTest$ExitsBeforeAll")).startsWith("not run: the process");
    }

    @Test
    void aJvmThatIsKilledIsToldWithItsLastOutput() {
        Recording run = run(Killed.class);

        assertThat(run.status("afore()")).isEqualTo(SUCCESSFUL);
        assertThat(run.thrown("guilty()"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("exit code 137 (signal 9)")
                .hasMessageContaining("dying");
        assertThat(run.skipped()).containsKey("later()");
    }

    @Test
    void aJvmWithoutASignOfLifeIsGivenUp() {
        Recording run = run(Stopped.class);

        assertThat(run.thrown("guilty()")).hasMessageContaining("gave no sign of life for 3 s (bpftest.guest.silence)");
        assertThat(run.skipped()).containsKey("later()");
    }

    @Test
    void aClassFailsWhoseBeforeAllEndsTheJvm() {
        Recording run = run(ExitsBeforeAll.class);

        assertThat(run.status("GuestLossTest$ExitsBeforeAll")).isEqualTo(FAILED);
        assertThat(run.thrown("GuestLossTest$ExitsBeforeAll")).hasMessageContaining("exit code 4");
        assertThat(run.skipped()).containsKeys("afore()", "later()");
    }

    @Test
    void aTestThatRunsOutOfMemoryFails() {
        Recording run = run(OutOfMemory.class);

        assertThat(run.status("afore()")).isEqualTo(SUCCESSFUL);
        assertThat(run.thrown("guilty()")).isInstanceOf(OutOfMemoryError.class);
        assertThat(run.skipped().get("later()")).contains("OutOfMemoryError");
    }

    /** A JVM that runs {@link Endless} elsewhere, to be killed. */
    static final class Host {
        public static void main(String[] arguments) {
            Recording.of(Elsewhere.process(selectClass(Endless.class)));
        }
    }

    @Test
    void aGuestEndsWhenItsHostIsKilled() throws Exception {
        Process host = new ChildJvm(Host.class).start();
        try (BufferedReader output = host.inputReader()) {
            ProcessHandle guest = ProcessHandle.of(guestOf(output)).orElseThrow();

            host.destroyForcibly();

            assertThat(guest.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            host.destroyForcibly();
        }
    }

    static long guestOf(BufferedReader output) throws Exception {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("guest ")) {
                return Long.parseLong(line.substring("guest ".length()));
            }
        }
        throw new AssertionError("no guest printed its number");
    }
}
