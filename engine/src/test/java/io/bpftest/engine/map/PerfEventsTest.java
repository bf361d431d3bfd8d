package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.PerfEvents;
import io.bpftest.program.XdpProgram;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@BpfObject("events.bpf.c")
@Timeout(120)
class PerfEventsTest {

    @BpfMap
    PerfEvents<Long> reports;

    @BpfProgram("report")
    XdpProgram report;

    @Test
    void eventsComeInTheOrderInWhichTheyWereSent() {
        report.run(Frames.asking(3));

        assertThat(reports.received()).containsExactly(0L, 1L, 2L);
        assertThat(reports).receivesExactly(3).receivesInOrder(0L, 2L).losesNone();
        reports.forget();
        assertThat(reports).receivesNone();
    }

    /** Each run may be on another CPU, and each CPU has a buffer of its own. */
    @Test
    void eventsOfSeveralCpusAreInTheOrderOfTheirTime() throws Exception {
        for (int run = 0; run < 200; run++) {
            CompletableFuture.runAsync(() -> report.run(Frames.asking(5))).get();
        }

        assertThat(reports.received())
                .isEqualTo(LongStream.range(0, 1000).boxed().toList());
    }

    @Test
    void whoWaitsIsWokenByAnEventOfAnotherThread() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> {
            waits.countDown();
            return reports.await(Duration.ofSeconds(60));
        });
        waits.await();
        report.run(Frames.asking(1));

        assertThat(woken.get()).isTrue();
        assertThat(reports).receives(0L);
    }

    @Test
    void eventsForWhichThereWasNoRoomAreCounted() throws Exception {
        int sent = 0;
        for (int run = 0; run < 40; run++) {
            report.run(Frames.asking(2048));
            sent += 2048;
        }
        assertThat(reports.received()).hasSizeLessThan(sent);
        sent += onAllProcessors(sent);

        assertThat(reports.received().size() + reports.lost()).isEqualTo(sent);
        assertThat(reports.lost()).isPositive();
        assertThatThrownBy(() -> assertThat(reports).losesNone())
                .hasMessageContaining("Perf buffer \"reports\" received")
                .hasMessageContaining("lost      " + reports.lost() + " events");
        reports.forget();
        assertThat(reports.lost()).isZero();
    }

    /** Sends more until all are known of: the kernel tells of a CPU's lost events with the next one of that CPU. */
    private int onAllProcessors(int sent) throws InterruptedException {
        int threads = 2 * Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            int more = 0;
            while (more < 100_000 && reports.received().size() + reports.lost() < sent + more) {
                more += pool.invokeAll(Collections.nCopies(threads, () -> report.run(Frames.asking(1))))
                        .size();
            }
            return more;
        } finally {
            pool.shutdown();
        }
    }

    /** The kernel adds 4 bytes to each of these. */
    @Test
    void paddingIsNoPartOfANumber(@BpfMap("reports") PerfEvents<byte[]> bytes) {
        report.run(Frames.asking(2));

        assertThat(bytes.received()).allSatisfy(event -> assertThat(event).hasSize(12));
        assertThat(reports.received()).containsExactly(0L, 1L);
    }

    @Test
    void aReaderWithoutTypesOpensNothing(LoadedObject object) {
        assertThat(object.map("reports", BpfMapHandle.class).state(5).toString())
                .contains("PERF_EVENT_ARRAY")
                .contains("not shown");
    }
}
