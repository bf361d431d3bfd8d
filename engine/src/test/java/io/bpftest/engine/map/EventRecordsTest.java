package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfStruct;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

@BpfObject("event_structs.bpf.c")
class EventRecordsTest {

    private static final FlowEvent FIRST = new FlowEvent((Inet4Address) InetAddress.getLoopbackAddress(), 80, 64, 1);

    record FlowEvent(Inet4Address source, int port, int length, long number) {}

    record HiddenEvent(int number) {}

    @Test
    void eventsAreRecordsNamedAfterTheirStruct(
            @BpfMap RingBuffer<FlowEvent> ring,
            @BpfMap PerfEvents<FlowEvent> perf,
            @BpfProgram("send") XdpProgram send) {
        send.run(Frames.ofLength(64));
        send.run(Frames.ofLength(65));

        assertThat(ring).receives(FIRST).receivesExactly(2).receives(event -> event.length() == 65);
        assertThat(perf).receivesExactly(2).receives(FIRST);
        assertThatThrownBy(() -> assertThat(ring).receivesNone()).hasMessageContaining("127.0.0.1");
    }

    @BpfStruct("flow_event")
    record Renamed(long number) {}

    @Test
    void aRecordOfAnotherNameSaysWhichStructItIs(
            @BpfMap("ring") RingBuffer<Renamed> ring, @BpfProgram("send") XdpProgram send) {
        send.run(Frames.ofLength(64));

        assertThat(ring).receivesInOrder(new Renamed(1));
    }

    @Test
    void recordsAreSentToo(
            LoadedObject object, @BpfMap UserRingBuffer<FlowEvent> requests, @BpfProgram("drain") XdpProgram drain) {
        requests.send(new FlowEvent((Inet4Address) InetAddress.getLoopbackAddress(), 80, 64, 77));
        drain.run(Frames.ofLength(64));

        assertThat(object.global("number", Long.class).get()).isEqualTo(77);
    }

    @Test
    void anEventThatIsTooShortIsRefused(
            @BpfMap RingBuffer<FlowEvent> ring, @BpfProgram("send_short") XdpProgram sendShort) {
        sendShort.run(Frames.ofLength(64));

        assertThatThrownBy(ring::received)
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("An event of map \"ring\" is shorter than struct flow_event")
                .hasMessageContaining("at least 16 bytes");
    }

    @Test
    void aStructThatClangDoesNotTellOfIsAskedFor(LoadedObject object) {
        assertThatThrownBy(() -> object.ringBuffer("ring", HiddenEvent.class))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("no struct hidden_event or HiddenEvent")
                .hasMessageContaining("const struct hidden_event *unused");
    }
}
