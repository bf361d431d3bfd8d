package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.XdpProgram;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@BpfObject("events.bpf.c")
@Timeout(120)
class RingBufferTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @BpfMap
    RingBuffer<Integer> numbers;

    @BpfProgram("send")
    XdpProgram send;

    @Test
    void eventsComeInTheOrderInWhichTheyWereSent() {
        send.run(Frames.asking(3));

        assertThat(numbers.received()).containsExactly(0, 1, 2);
        send.run(Frames.asking(1));
        assertThat(numbers.received()).containsExactly(0, 1, 2, 3);
        assertThat(numbers)
                .receivesExactly(4)
                .receivesInOrder(0, 2, 3)
                .receives(number -> number == 3)
                .losesNone();
    }

    @Test
    void whatWasReceivedStaysAsItWas() {
        send.run(Frames.asking(1));
        List<Integer> before = numbers.received();
        send.run(Frames.asking(1));
        List<Integer> after = numbers.received();
        numbers.forget();
        send.run(Frames.asking(1));

        assertThat(before).containsExactly(0);
        assertThat(after).containsExactly(0, 1);
        assertThat(numbers.received()).containsExactly(2);
    }

    @Test
    void allHandlesOfAMapReceiveEveryEvent(
            @BpfMap("numbers") RingBuffer<Long> longs, @BpfMap("numbers") RingBuffer<byte[]> bytes) {
        send.run(Frames.asking(2));

        assertThat(numbers.received()).containsExactly(0, 1);
        assertThat(longs.received()).containsExactly(0L, 1L);
        assertThat(bytes).receivesExactly(2).receives(event -> event.length == 4);
        longs.forget();
        assertThat(numbers).receivesNone();
        assertThat(bytes).receivesNone();
    }

    @Test
    void whoWaitsIsWokenByAnEventOfAnotherThread() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> {
            waits.countDown();
            return numbers.await(LONG);
        });
        waits.await();
        send.run(Frames.asking(1));

        assertThat(woken.get()).isTrue();
        assertThat(numbers.received()).containsExactly(0);
    }

    @Test
    void anEventThatWakesNobodyIsFoundToo(@BpfProgram("send_silently") XdpProgram silent) throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> {
            waits.countDown();
            return numbers.await(LONG);
        });
        waits.await();
        silent.run(Frames.asking(1));

        assertThat(woken.get()).isTrue();
    }

    @Test
    void waitingEndsWhereNothingComes() {
        assertThat(numbers.await(Duration.ofMillis(1))).isFalse();
        assertThat(numbers.await(Duration.ZERO)).isFalse();
        assertThat(numbers).within(Duration.ofMillis(1)).receivesNone();
    }

    @Test
    void noEventOfManyIsLostWhereTheyAreTakenOutInTime() {
        int runs = 1000;
        for (int run = 0; run < runs; run++) {
            send.run(Frames.asking(1000));
            numbers.received();
        }
        List<Integer> received = numbers.received();

        assertThat(numbers).losesNone();
        assertThat(received).hasSize(runs * 1000);
        for (int i = 0; i < received.size(); i++) {
            if (received.get(i) != i) {
                assertThat(received.get(i)).as("event %d", i).isEqualTo(i);
            }
        }
    }

    @Test
    void aBufferThatWasFullMayHaveLostEvents() {
        send.run(Frames.asking(4094));
        assertThat(numbers.mayHaveLost()).isFalse();
        numbers.forget();

        send.run(Frames.asking(100_000));

        assertThat(numbers.received()).hasSize(4095);
        assertThat(numbers.mayHaveLost()).isTrue();
        assertThat(numbers.lost()).isZero();
        assertThatThrownBy(() -> assertThat(numbers).losesNone()).hasMessageContaining("lost      perhaps some");
        numbers.forget();
        assertThat(numbers.mayHaveLost()).isFalse();
    }

    @Test
    void aFailureShowsTheEventsReceived() {
        send.run(Frames.asking(2));

        assertThatThrownBy(
                        () -> assertThat(numbers).within(Duration.ofMillis(1)).receives(-7))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                Ring buffer "numbers" received 2 events within 1 ms, none of them as expected
                  received  0: 0
                            1: 1
                  expected  -7""");
    }

    @Test
    void anEventThatDoesNotFitTheJavaTypeIsRefused(@BpfMap("numbers") RingBuffer<Short> shorts) {
        send.run(Frames.asking(1));

        assertThatThrownBy(shorts::received)
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("an event of map \"numbers\"");
        assertThat(numbers).receives(0);
    }

    @Test
    void aReaderIsShownTheEventsWithoutLosingThem(LoadedObject object) {
        send.run(Frames.asking(3));

        assertThat(object.map("numbers", BpfMapHandle.class).state(2)).hasToString("numbers {0: 0, 1: 1, ... 1 more}");
        assertThat(numbers).receivesExactly(3);
    }

    @Test
    void eventsEndWithTheirObject() {
        LoadedObject object = Bpf.open("src/test/bpf/ring.bpf.c").load();
        BpfMapHandle events = object.map("events", BpfMapHandle.class);
        object.close();

        assertThatThrownBy(() -> events.state(5)).isInstanceOf(ObjectClosedException.class);
    }

    @Test
    void aRingBufferHasNoOtherHandle(LoadedObject object) {
        assertThatThrownBy(() -> object.map("numbers", Integer.class, Long.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("RingBuffer<E>");
        assertThatThrownBy(() -> object.map("numbers", KernelMap.class)).isInstanceOf(WrongHandleException.class);
    }
}
