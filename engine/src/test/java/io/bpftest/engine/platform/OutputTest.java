package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What tests elsewhere print is reported with the test that printed it. */
class OutputTest {

    @BpfObject("verdicts.bpf.c")
    static class Printing {

        private static final CyclicBarrier TOGETHER = new CyclicBarrier(3);

        @RepeatedTest(3)
        void prints(RepetitionInfo repetition) throws InterruptedException, BrokenBarrierException, TimeoutException {
            int number = repetition.getCurrentRepetition();
            System.out.print("begin " + number + " ü€😀 ");
            TOGETHER.await(60, TimeUnit.SECONDS);
            System.err.println("error " + number);
            System.out.println("end " + number);
        }
    }

    @BpfObject("verdicts.bpf.c")
    static class Verbose {

        static final int LINES = 1_000_000;

        @Test
        void printsHundredMegabytes() {
            String line = "x".repeat(99);
            for (int i = 0; i < LINES; i++) {
                System.out.println(line);
            }
        }
    }

    @Test
    void parallelTestsDoNotMix() {
        Recording run = Recording.of(Elsewhere.process(selectClass(Printing.class))
                .configurationParameter("junit.platform.output.capture.stdout", "true")
                .configurationParameter("junit.platform.output.capture.stderr", "true")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "3"));

        List<String> reported = run.events().stream()
                .filter(event -> event.startsWith("reported"))
                .toList();
        assertThat(reported).hasSize(3);
        for (int number = 1; number <= 3; number++) {
            String wanted = "begin " + number + " ü€😀 end " + number;
            String error = "error " + number;
            assertThat(reported).anySatisfy(event -> assertThat(event).contains(wanted, error));
        }
    }

    @Test
    void hundredMegabytesAreNotLost() {
        Recording run = silently(() -> Recording.of(Elsewhere.process(selectClass(Verbose.class))
                .configurationParameter("junit.platform.output.capture.stdout", "true")
                .configurationParameter("junit.platform.output.capture.maxBuffer", "200000000")));

        String captured = run.events().stream()
                .filter(event -> event.startsWith("reported"))
                .findFirst()
                .orElseThrow();
        assertThat(captured.length()).isGreaterThan(100 * Verbose.LINES);
        assertThat(run.testsRunBy("bpf-test")).isEqualTo(1);
    }

    /** The build that runs this test need not show it. */
    private static Recording silently(Supplier<Recording> work) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return work.get();
        } finally {
            System.setOut(out);
        }
    }
}
