package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reads a map while a program in another thread removes and adds keys without a pause. */
@BpfObject("churn.bpf.c")
@Timeout(60)
class IterationTest {

    @BpfMap
    KernelMap<Integer, Integer> churned;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicBoolean enough = new AtomicBoolean();
    private Future<?> churning;

    @BeforeEach
    void begin(@BpfProgram XdpProgram churn) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        churning = thread.submit(() -> {
            byte[] packet = Frames.ofLength(64);
            for (long run = 0; !enough.get(); run++) {
                churn.run(packet);
                if (run == 1000) {
                    begun.countDown();
                }
            }
        });
        begun.await();
    }

    @AfterEach
    void end() throws Exception {
        enough.set(true);
        churning.get();
        thread.shutdown();
    }

    @Test
    void copyingEndsAndNeverMixesEntriesUp() {
        for (int i = 0; i < 500; i++) {
            churned.toMap().forEach((key, value) -> {
                assertThat(key).isBetween(0, 127);
                assertThat(value).isEqualTo(key);
            });
        }
    }

    @Test
    void countingEnds() {
        for (int i = 0; i < 500; i++) {
            assertThat(churned.size()).isPositive();
        }
    }

    @Test
    void renderingEnds() {
        for (int i = 0; i < 500; i++) {
            assertThat(churned.state(3).entries())
                    .hasSizeLessThanOrEqualTo(3)
                    .allSatisfy(entry -> assertThat(entry.key()).isEqualTo(entry.value()));
        }
    }

    @Test
    void clearingEnds() {
        for (int i = 0; i < 50; i++) {
            churned.clear();
        }
        assertThat(churning.isDone()).isFalse();
    }
}
