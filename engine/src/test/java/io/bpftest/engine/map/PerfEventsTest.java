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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
        List<Long> first = reports.received();
        // The kernel tells of a CPU's lost events with the next one of that CPU, wherever that runs.
        for (int more = 0; more < 10_000 && first.size() + more + reports.lost() < sent + more; more++) {
            CompletableFuture.runAsync(() -> report.run(Frames.asking(1))).get();
        }
        sent += reports.received().size() - first.size();

        assertThat(first).hasSizeLessThan(sent);
        assertThat(reports.received().size() + reports.lost()).isEqualTo(sent);
        assertThat(reports.lost()).isPositive();
        assertThatThrownBy(() -> assertThat(reports).losesNone())
                .hasMessageContaining("Perf buffer \"reports\" received")
                .hasMessageContaining("lost      " + reports.lost() + " events");
        reports.forget();
        assertThat(reports.lost()).isZero();
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
