package io.bpftest.samples.docs;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.tcp4;

import io.bpftest.Bpf;
import io.bpftest.BpfConstant;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.StructValue;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.SyscallRun;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of docs/maps.md. */
@BpfObject("../conntrack/conntrack.bpf.c")
class MapsPageTest {

    record Flow(Inet4Address source, Inet4Address destination, int sourcePort, int destinationPort, int protocol) {}

    record Connection(long firstSeen, long lastSeen, long packets, long bytes, State state) {}

    enum State {
        NEW,
        ESTABLISHED,
        CLOSED
    }

    record Addition(int left, int right, long sum) {}

    @Test
    void followsAConnection(
            @BpfProgram XdpProgram conntrack, @BpfMap("connections") KernelMap<Flow, Connection> connections) {
        conntrack.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn());

        Flow flow = new Flow(ip4("203.0.113.7"), ip4("198.51.100.1"), 4000, 443, 6);
        assertThat(connections.get(flow).state()).isEqualTo(State.NEW);
    }

    @Test
    void needsNoRecord(@BpfProgram XdpProgram conntrack, @BpfMap("connections") KernelMap<Flow, StructValue> raw) {
        conntrack.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn());
        Flow flow = new Flow(ip4("203.0.113.7"), ip4("198.51.100.1"), 4000, 443, 6);
        StructValue connection = raw.get(flow);

        assertThat(connection.get("state")).isEqualTo("CONNECTION_NEW");
        raw.put(flow, connection.with("packets", 41));

        assertThat(raw.get(flow).number("packets")).isEqualTo(41);
    }

    @Test
    void showsTheMembersThatDiffer(
            @BpfProgram XdpProgram conntrack, @BpfMap("connections") KernelMap<Flow, Some> some) {
        conntrack.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn());
        Flow flow = new Flow(ip4("203.0.113.7"), ip4("198.51.100.1"), 4000, 443, 6);

        assertThatThrownBy(() -> assertThat(some).containsOnly(Map.of(flow, new Some(2, State.ESTABLISHED))))
                .hasMessage("""
                        Map "connections" does not hold exactly the expected entries
                          different  {source: 203.0.113.7, destination: 198.51.100.1, sourcePort: 4000, destinationPort: 443, \
                        protocol: 6}: packets expected 2, found 1; state expected ESTABLISHED, found NEW""");
    }

    record Some(long packets, State state) {}

    @BpfGlobal
    GlobalVariable<Boolean> learning;

    @Test
    void dropsUnknownConnectionsUnlessItLearns(@BpfProgram XdpProgram conntrack) {
        learning.set(false);

        assertThat(conntrack.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn()))
                .drops();
    }

    @Test
    @BpfConstant(name = "idle_timeout", value = "0")
    void forgetsAtOnce(
            @BpfProgram XdpProgram conntrack, @BpfMap("connections") KernelMap<Flow, Connection> connections) {
        conntrack.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn());

        assertThat(conntrack.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 443).ack()))
                .drops();
    }

    @Test
    void setsThemWithoutAnnotations() {
        ObjectSpec spec = Bpf.open("src/test/java/io/bpftest/samples/conntrack/conntrack.bpf.c");
        spec.constant("idle_timeout").set(0);
        spec.global("learning").setValue(false);

        try (LoadedObject object = spec.load()) {
            assertThat(object.global("learning", Boolean.class).get()).isFalse();
            assertThat(object.global("idle_timeout", Integer.class).get()).isZero();
        }
    }

    @Test
    @BpfObject("running.bpf.c")
    void contextsMayBeRecords(@BpfProgram(value = "add", object = "running.bpf.c") SyscallProgram add) {
        SyscallRun run = add.runWith(new Addition(2, 3, 0));

        assertThat(run.context(Addition.class).sum()).isEqualTo(5);
    }
}
