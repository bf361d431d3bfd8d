package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XdpPath;
import io.bpftest.lab.XdpRunner;
import io.bpftest.packet.Frame;
import io.bpftest.packet.Udp4Frame;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The firewall on a live link, beside test runs: the same verdicts, in the driver and in the network stack. */
@EnabledIf("io.bpftest.samples.Privileges#mayMakeLabs")
class LiveLinkTest extends FirewallTests {

    private static final Frame<?> QUERY = udp4("203.0.113.7", 4000, "198.51.100.1", 53)
            .from("02:00:00:00:00:01")
            .to("02:00:00:00:00:02")
            .payload("x");

    @ParameterizedTest
    @EnumSource
    void deniesAPortOnEachWay(XdpPath path, Lab lab) {
        XdpRunner runner = lab.runner(firewall, path);
        portRules.put(rule(UDP, 53), ALLOW);
        assertThat(runner.run(QUERY)).passes().isUnchanged();

        portRules.put(rule(UDP, 53), DENY);
        assertThat(runner.run(QUERY)).drops();
        assertThat(counted()).containsEntry(Reason.PORT_DENIED, 1L).containsEntry(Reason.PORT_ALLOWED, 1L);
    }

    @ParameterizedTest
    @EnumSource(names = "TEST_RUN", mode = EnumSource.Mode.EXCLUDE)
    void aLinkAgreesWithTestRuns(XdpPath path, Lab lab) {
        portRules.put(rule(UDP, 53), DENY);
        Udp4Frame query = udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");

        assertThat(firewall)
                .agreesWith(lab.runner(firewall, path))
                .on(each(query).with(Udp4Frame::destinationPort, 53, 54, 5353));
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void realDatagramsPassOnlyWhereTheRulesLetThem(XdpMode mode, Lab lab) throws Exception {
        LabLink wire = lab.link("client", "server");
        wire.far().attach(firewall, mode);
        portRules.put(rule(UDP, 7), DENY);
        portRules.put(rule(UDP, 8), ALLOW);

        try (DatagramChannel denied = listening(wire, 7);
                DatagramChannel allowed = listening(wire, 8);
                DatagramChannel client = wire.near().host().call(DatagramChannel::open)) {
            for (int port : new int[] {7, 8}) {
                client.send(
                        ByteBuffer.wrap("hello".getBytes()),
                        new InetSocketAddress(wire.far().ip4(), port));
            }
            ByteBuffer received = ByteBuffer.allocate(16);
            wire.far().host().run(() -> allowed.receive(received));
            assertThat(received.position()).isEqualTo(5);

            denied.configureBlocking(false);
            assertThat(denied.receive(received)).isNull();
        }
        assertThat(counted()).containsEntry(Reason.PORT_DENIED, 1L).containsEntry(Reason.PORT_ALLOWED, 1L);
    }

    private static DatagramChannel listening(LabLink wire, int port) throws Exception {
        DatagramChannel channel = wire.far().host().call(DatagramChannel::open);
        channel.bind(new InetSocketAddress(wire.far().ip4(), port));
        return channel;
    }
}
