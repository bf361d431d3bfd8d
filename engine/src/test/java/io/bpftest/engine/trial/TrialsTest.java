package io.bpftest.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.MachineException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What objects may do to the process that tries them. */
class TrialsTest {

    private static final byte[] OBJECT = {1, 2, 3};

    private final Trials trials = trials(new TrialLimits(Duration.ofMillis(500), Duration.ofMinutes(5)));

    private static Trials trials(TrialLimits limits) {
        return new Trials(() -> TrialCommand.of(Misbehaviour.class), limits);
    }

    @AfterEach
    void end() {
        trials.close();
    }

    @Test
    void oneProcessTriesManyObjects() {
        for (int i = 0; i < 50; i++) {
            assertThat(trials.of("nothing", new byte[100 * i]).isHarmless()).isTrue();
        }
        assertThat(trials.of("refuse", OBJECT).isHarmless()).isTrue();
        assertThat(trials.of("print", OBJECT).isHarmless()).isTrue();
        assertThat(trials.started()).isEqualTo(1);
    }

    @Test
    void noProcessStartsBeforeAnObjectIsToBeTried() {
        assertThat(trials.started()).isZero();
    }

    @Test
    void aCrashIsToldByItsSignalAndWhatWasBeingDone() {
        assertThat(trials.of("crash", OBJECT).harm())
                .isEqualTo("ended with SIGSEGV (signal 11) while a test did \"crash\"");
        assertThat(trials.of("nothing", OBJECT).isHarmless()).isTrue();
        assertThat(trials.started()).isEqualTo(2);
    }

    @Test
    void aHangEndsWithTheLimitOfProcessorTime() {
        assertThat(trials.of("hang", OBJECT).harm())
                .isEqualTo("did not end within 0.5 s of processor time while a test did \"hang\"");
        assertThat(trials.of("nothing", OBJECT).isHarmless()).isTrue();
    }

    @Test
    void errorsOfOursAreHarmAndTheProcessGoesOn() {
        assertThat(trials.of("fail", OBJECT).harm())
                .isEqualTo("met java.lang.IllegalStateException: in two while a test did \"fail\"");
        assertThat(trials.of("recurse", OBJECT).harm())
                .isEqualTo("met java.lang.StackOverflowError while a test did \"recurse\"");
        assertThat(trials.started()).isEqualTo(1);
    }

    @Test
    void whatAnEarlierObjectLeftIsNotHeldAgainstALaterOne() {
        assertThat(trials.of("poison", OBJECT).isHarmless()).isTrue();
        assertThat(trials.of("crash if poisoned", OBJECT).isHarmless()).isTrue();
        assertThat(trials.started()).isEqualTo(2);
    }

    @Test
    void aProcessThatWasKilledIsStartedAgain() throws Exception {
        assertThat(trials.of("nothing", OBJECT).isHarmless()).isTrue();
        ProcessHandle process = ProcessHandle.of(trials.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        assertThat(trials.of("nothing", OBJECT).isHarmless()).isTrue();
        assertThat(trials.started()).isEqualTo(2);
    }

    @Test
    void aProcessThatEndsForNoReasonOfTheObjectsIsAMatterOfTheMachine() {
        assertThatThrownBy(() -> trials.of("exit", OBJECT))
                .isExactlyInstanceOf(MachineException.class)
                .hasMessageContaining("the process ended with exit code 3");
        assertThat(trials.started()).isEqualTo(3);
    }

    @Test
    void aProcessThatIsSilentWithoutComputingIsGivenUp() {
        try (Trials impatient = trials(new TrialLimits(Duration.ofMinutes(5), Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> impatient.of("wait", OBJECT))
                    .isExactlyInstanceOf(MachineException.class)
                    .hasMessageContaining("the process was silent for 0.3 s");
        }
    }

    @Test
    void anInterruptedThreadEndsTheProcessItWaitedFor() {
        trials.of("nothing", OBJECT);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> trials.of("nothing", OBJECT))
                .isExactlyInstanceOf(MachineException.class)
                .hasMessageContaining("an interrupt of the thread ");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(trials.of("nothing", OBJECT).isHarmless()).isTrue();
        assertThat(trials.started()).isEqualTo(2);
    }

    @Test
    void aProcessThatCannotBeStartedIsAMatterOfTheMachine() {
        try (Trials none = new Trials(() -> new ProcessBuilder("/nowhere/java"), TrialLimits.DEFAULT)) {
            assertThatThrownBy(() -> none.of("nothing", OBJECT))
                    .isExactlyInstanceOf(MachineException.class)
                    .hasMessageContaining("/nowhere/java");
        }
    }

    @Test
    void threadsShareTheProcessAndEachGetsItsOwnVerdict() throws Exception {
        List<String> names = List.of("nothing", "fail", "crash", "refuse");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> work = IntStream.range(0, 12)
                    .mapToObj(i -> names.get(i % names.size()))
                    .map(name -> (Callable<Boolean>) () -> {
                        String harm = trials.of(name, OBJECT).harm();
                        return name.equals("nothing") || name.equals("refuse")
                                ? harm.isEmpty()
                                : harm.endsWith("did \"" + name + "\"");
                    })
                    .toList();
            for (Future<Boolean> right : threads.invokeAll(work)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }
}
