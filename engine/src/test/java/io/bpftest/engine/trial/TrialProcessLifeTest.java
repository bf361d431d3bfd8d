package io.bpftest.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.kernel.ProcessTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the JVM that started a process of trials comes to, the process ends with it; and it starts wherever a JVM does. */
class TrialProcessLifeTest {

    private static final byte[] OBJECT = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(strings = {"idle", "hang"})
    void aKilledJvmTakesItsProcessAlong(String meanwhile) throws Exception {
        Process parent = new ChildJvm(TrialProcessLifeTest.class).start("live", meanwhile);
        BufferedReader output = parent.inputReader();
        long process = Long.parseLong(output.readLine());
        assertThat(lives(process)).isTrue();
        Duration started = ProcessTime.inUserSpace(process);
        parent.getOutputStream().close();
        if (meanwhile.equals("hang")) {
            await(() -> ProcessTime.inUserSpace(process).compareTo(started.plusMillis(500)) > 0);
        }

        assertThat(parent.destroyForcibly().waitFor()).isEqualTo(128 + 9);

        await(() -> !lives(process));
    }

    @Test
    void aJvmThatEndsTakesItsProcessAlong() throws Exception {
        long process = Long.parseLong(
                new ChildJvm(TrialProcessLifeTest.class).output("end").strip());

        await(() -> !lives(process));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "long"})
    void theClassPathPropertyIsNotNeeded(String classPath) throws Exception {
        String output = new ChildJvm(TrialProcessLifeTest.class).output("try", classPath);

        assertThat(output.strip()).startsWith("harmless: true");
    }

    @Test
    void optionsForEveryJvmAreForTheTestsOwn() throws Exception {
        String output = new ChildJvm(TrialProcessLifeTest.class)
                .environment("JAVA_TOOL_OPTIONS", "-Dknown=by-the-tests")
                .output("try", System.getProperty("java.class.path"));

        assertThat(output.lines())
                .containsExactly(
                        "Picked up JAVA_TOOL_OPTIONS: -Dknown=by-the-tests",
                        "harmless: true",
                        "options passed on: null");
    }

    /** What the child JVMs do. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("try")) {
            String path = arguments[1];
            System.setProperty("java.class.path", path.equals("long") ? "/nowhere/at/all.jar:".repeat(20_000) : path);
        }
        Trials trials = new Trials(Misbehaviour.class);
        boolean harmless = trials.of("nothing", OBJECT).isHarmless();
        if (arguments[0].equals("try")) {
            System.out.println("harmless: " + harmless);
            String passedOn = TrialCommand.of(Misbehaviour.class).environment().get("JAVA_TOOL_OPTIONS");
            System.out.println("options passed on: " + passedOn);
            return;
        }
        System.out.println(trials.pid());
        if (arguments[0].equals("live")) {
            System.in.transferTo(System.out);
            if (!arguments[1].equals("idle")) {
                trials.of(arguments[1], OBJECT);
            }
            Thread.currentThread().join();
        }
    }

    private static void await(BooleanSupplier event) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!event.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not yet, after a minute").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    /** A process that nobody has waited for is dead all the same. */
    private static boolean lives(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }
}
