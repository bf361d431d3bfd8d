package io.bpftest.samples.conntrack;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfProgram;
import io.bpftest.BpfStub;
import io.bpftest.map.KernelMap;
import io.bpftest.map.RingBuffer;
import io.bpftest.program.Helper;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

/** What the tracker tells user space, and when it forgets; the clock shows what each test wants. */
@BpfStub(helper = Helper.KTIME_GET_NS, returns = 1_000)
class ConnectionEventsTest extends ConnectionTests {

    private static final long SECOND = 1_000_000_000L;

    @BpfProgram
    XdpProgram conntrack;

    @BpfMap
    KernelMap<Flow, Connection> connections;

    @BpfMap
    RingBuffer<Event> events;

    @Test
    void eachChangeOfStateIsToldOnceWithItsTime() {
        conntrack.run(segment(1).syn());
        conntrack.run(segment(1).ack());
        conntrack.run(segment(1).ack().payload("hello"));
        conntrack.run(segment(1).fin().ack());

        assertThat(events)
                .receivesInOrder(
                        new Event(web(1), 1_000, State.NEW),
                        new Event(web(1), 1_000, State.ESTABLISHED),
                        new Event(web(1), 1_000, State.CLOSED))
                .receivesExactly(3);
    }

    @Test
    void whatIsDroppedIsNotTold() {
        conntrack.run(segment(1).ack());

        assertThat(events).receivesNone();
    }

    @Test
    void theTimesOfAConnectionAreThoseOfItsPackets() {
        conntrack.run(udp4("203.0.113.7", 1, "198.51.100.1", 53));

        assertThat(connections)
                .containsEntry(
                        new Flow(CLIENT, SERVER, 1, 53, 17), new Connection(1_000, 1_000, 1, 42, State.ESTABLISHED));
    }

    @Test
    @BpfStub(
            helper = Helper.KTIME_GET_NS,
            returns = {1_000, 61 * SECOND})
    void aConnectionThatWasIdleForAMinuteIsForgotten() {
        conntrack.run(segment(1).syn());

        assertThat(conntrack.run(segment(1).ack())).as("after 61 seconds").drops();
    }

    @Test
    @BpfStub(
            helper = Helper.KTIME_GET_NS,
            returns = {1_000, 61 * SECOND})
    @BpfConstant(name = "idle_timeout", value = "3600")
    void theTimeoutIsAConstantOfTheProgram() {
        conntrack.run(segment(1).syn());

        assertThat(conntrack.run(segment(1).ack())).passes();
        assertThat(connections.get(web(1)).lastSeen()).isEqualTo(61 * SECOND);
    }
}
