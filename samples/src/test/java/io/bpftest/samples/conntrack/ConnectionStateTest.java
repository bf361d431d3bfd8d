package io.bpftest.samples.conntrack;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfProgram;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.StructValue;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which state packets lead to. */
class ConnectionStateTest extends ConnectionTests {

    @BpfProgram
    XdpProgram conntrack;

    @BpfMap
    KernelMap<Flow, Connection> connections;

    @BpfMap
    PerCpuMap<Integer, Traffic> totals;

    @BpfGlobal
    GlobalVariable<Boolean> learning;

    @Test
    void aConnectionBeginsWithASynAndCountsItsPackets() {
        conntrack.run(segment(4000).syn());
        assertThat(stateOf(web(4000))).isEqualTo(State.NEW);

        conntrack.run(segment(4000).ack().payload("hello"));

        assertThat(connections).hasSize(1).containsKey(web(4000));
        Connection connection = connections.get(web(4000));
        assertThat(connection.state()).isEqualTo(State.ESTABLISHED);
        assertThat(connection.packets()).isEqualTo(2);
        assertThat(connection.bytes()).isEqualTo(54 + 59);
    }

    @Test
    void finAndResetCloseAndLateSegmentsDoNotOpenAgain() {
        connections.put(web(1), new Connection(1, now(), 2, 100, State.ESTABLISHED));
        connections.put(web(2), new Connection(1, now(), 2, 100, State.ESTABLISHED));

        assertThat(conntrack.run(segment(1).fin().ack())).passes();
        assertThat(conntrack.run(segment(2).rst())).passes();
        assertThat(conntrack.run(segment(2).ack())).passes();

        assertThat(stateOf(web(1))).isEqualTo(State.CLOSED);
        assertThat(stateOf(web(2))).isEqualTo(State.CLOSED);
        conntrack.run(segment(2).syn());
        assertThat(stateOf(web(2))).isEqualTo(State.NEW);
    }

    @Test
    void aSegmentOfNoConnectionIsDropped() {
        assertThat(conntrack.run(segment(4000).ack())).drops();
        assertThat(connections).isEmpty();
    }

    @Test
    void udpIsEstablishedAtOnce() {
        assertThat(conntrack.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53))).passes();
        assertThat(stateOf(new Flow(CLIENT, SERVER, 4000, 53, 17))).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void whileItDoesNotLearnOnlyKnownConnectionsPass() {
        conntrack.run(segment(1).syn());
        learning.set(false);

        assertThat(conntrack.run(segment(1).ack())).passes();
        assertThat(conntrack.run(segment(2).syn())).drops();
        assertThat(conntrack.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53))).drops();
        assertThat(connections).hasSize(1);
    }

    @Test
    void whatIsNoTcpOrUdpPassesUnseen() {
        assertThat(conntrack.run(icmp4("203.0.113.7", "198.51.100.1").echoRequest(1, 1)))
                .passes();
        assertThat(conntrack.run(arpRequest("203.0.113.7", "198.51.100.1"))).passes();
        assertThat(connections).isEmpty();
    }

    @Test
    void countsWhatItDropsAndPassesOnEachCpu() {
        conntrack.run(segment(1).syn());
        conntrack.run(segment(2).ack());
        conntrack.run(segment(2).ack());

        assertThat(total(XdpVerdict.PASS)).isEqualTo(new Traffic(1, 54));
        assertThat(total(XdpVerdict.DROP)).isEqualTo(new Traffic(2, 108));
    }

    @Test
    void aStructNeedsNoRecord(@BpfMap("connections") KernelMap<Flow, StructValue> raw) {
        conntrack.run(segment(1).syn());

        StructValue connection = raw.get(web(1));

        assertThat(connection.get("state")).isEqualTo("CONNECTION_NEW");
        assertThat(connection.number("packets")).isEqualTo(1);
    }

    private State stateOf(Flow flow) {
        return connections.get(flow).state();
    }

    /** What the program's clock shows: a connection that was last seen long ago would begin anew. */
    private static long now() {
        return System.nanoTime();
    }

    private Traffic total(XdpVerdict verdict) {
        Stream<Traffic> each = totals.get(verdict.ordinal()).stream();
        return each.reduce(new Traffic(0, 0), (a, b) -> new Traffic(a.packets() + b.packets(), a.bytes() + b.bytes()));
    }
}
