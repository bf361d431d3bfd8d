package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bpftest.BpfLab;
import io.bpftest.engine.Frames;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.LabException;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.LabLink;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;

/** Several hosts, joined by bridges, routers and VLANs. */
@BpfLab
@MakesNamespaces
class TopologyTest {

    /** Sends a datagram from one host to another through their network stacks, and takes it in there. */
    private static void assertReaches(LabInterface from, LabInterface to) throws Exception {
        try (DatagramChannel receiver = to.host().call(DatagramChannel::open);
                DatagramChannel sender = from.host().call(DatagramChannel::open)) {
            receiver.bind(new InetSocketAddress(to.ip4(), 9));
            sender.send(ByteBuffer.wrap("x".getBytes()), new InetSocketAddress(to.ip4(), 9));
            ByteBuffer received = ByteBuffer.allocate(10);
            InetSocketAddress source = (InetSocketAddress) to.host().call(() -> receiver.receive(received));
            assertThat(source.getAddress()).isEqualTo(from.ip4());
        }
    }

    @Test
    void aBridgeJoinsHostsInOneNetwork(Lab lab) throws Exception {
        LabHost bridge = lab.bridge("switch", lab.host("a"), lab.host("b"), lab.host("c"));
        LabInterface a = lab.host("a").networkInterface("eth0");
        LabInterface c = lab.host("c").networkInterface("eth0");

        assertThat(c.ip4().getHostAddress()).isEqualTo("10.0.0.3");
        assertThat(bridge.interfaces()).extracting(LabInterface::name).containsExactly("br0", "eth0", "eth1", "eth2");
        assertReaches(a, c);
        assertReaches(c, lab.host("b").networkInterface("eth0"));
        assertThatThrownBy(() -> bridge.networkInterface("eth1").ip4()).isInstanceOf(LabException.class);
    }

    @Test
    void framesGoAcrossABridge(Lab lab) {
        lab.bridge("switch", lab.host("a"), lab.host("b"));
        Capture atB = lab.host("b").networkInterface("eth0").capture();
        byte[] frame = Frames.ofLength(100);
        // A bridge takes no frame without a sender.
        frame[6] = 2;
        lab.host("a").networkInterface("eth0").send(frame);

        assertThat(atB.next()).isEqualTo(frame);
    }

    @Test
    void aRouterJoinsNetworks(Lab lab) throws Exception {
        LabHost router = lab.router("router", lab.host("a"), lab.host("b"), lab.host("c"));
        LabInterface a = lab.host("a").networkInterface("eth0");
        LabInterface c = lab.host("c").networkInterface("eth0");

        assertThat(router.networkInterface("eth2").ip4().getHostAddress()).isEqualTo("10.0.2.2");
        assertThat(c.ip4().getHostAddress()).isEqualTo("10.0.2.1");
        assertReaches(a, c);
        assertReaches(c, lab.host("b").networkInterface("eth0"));
    }

    /** Skipped where the kernel has no VLAN interfaces. */
    @Test
    void aVlanIsANetworkOfItsOwn(Lab lab) throws Exception {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        LabLink seven;
        try {
            seven = lab.vlan(wire, 7);
        } catch (FeatureMissingException e) {
            assertThat(e).hasMessageContaining("CONFIG_VLAN_8021Q");
            abort(e.getMessage());
            return;
        }
        assertThat(seven.near().name()).isEqualTo("eth0.7");
        assertReaches(seven.near(), seven.far());
        byte[] tagged = atB.next();
        assertThat(tagged[12]).isEqualTo((byte) 0x81);
        assertThat(tagged[15]).isEqualTo((byte) 7);
    }

    @Test
    void whatCannotBeJoinedIsTold(Lab lab) {
        LabLink wire = lab.link("a", "b");
        assertThatThrownBy(() -> lab.bridge("a", lab.host("b")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("already has a host \"a\"");
        assertThatThrownBy(() -> lab.bridge("empty")).isInstanceOf(LabException.class);
        for (int id : new int[] {0, 4095}) {
            assertThatThrownBy(() -> lab.vlan(wire, id))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("no VLAN " + id);
        }
    }
}
