package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.SoftwareClock;
import io.bpftest.lab.Tracing;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.PerfEventProgram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs at clocks that run while a thread runs. */
@BpfObject("trace_events.bpf.c")
class PerfClockTest {

    @BpfMap("events")
    RingBuffer<Seen> events;

    @ParameterizedTest
    @EnumSource
    void aClockTicksWhileTheThreadWorksAndOnlyForIt(
            SoftwareClock.Kind kind, @BpfProgram("on_tick") PerfEventProgram program, Tracing tracing) {
        Attachment attached = tracing.attach(program, new SoftwareClock(kind, Duration.ofMillis(1)));
        assertThat(attached.hook()).isEqualTo(kind + " clock, each 1000 microseconds");
        int thread = tracing.threadId();

        tracing.run(() -> {
            while (events.received().size() < 3) {
                Thread.onSpinWait();
            }
        });

        assertThat(events.received()).allMatch(event -> event.thread() == thread && event.program() == 6);
        attached.close();
        events.forget();
        tracing.run(() -> assertThat(spin()).isNotZero());
        assertThat(events).receivesNone();
    }

    /** Some milliseconds of work. */
    private static long spin() {
        long sum = 1;
        for (int i = 1; i < 10_000_000; i++) {
            sum = sum * 31 + i;
        }
        return sum;
    }

    @Test
    void aProgramWithoutAClockIsToldHowToNameOne(@BpfProgram("on_tick") PerfEventProgram program, Tracing tracing) {
        assertThatThrownBy(() -> tracing.attach(program))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("attach(program, SoftwareClock.task(Duration.ofMillis(1)))");
        assertThatThrownBy(() -> tracing.attach(program, SoftwareClock.cpu(Duration.ofNanos(9_999))))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("at least 10000 ns");
    }
}
