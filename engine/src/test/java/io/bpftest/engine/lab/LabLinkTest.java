package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfLab;
import io.bpftest.engine.Frames;
import io.bpftest.error.LabException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.UdpPacket;

/** Two hosts and the cable between them. */
@BpfLab
@MakesNamespaces
class LabLinkTest {

    private static final byte[] LAST = Frames.asking(4711);

    @Test
    void theEndsHaveAddressesOfOneNetwork(Lab lab) {
        LabLink first = lab.link("a", "b");
        LabLink second = lab.link("b", "c");

        assertThat(first.near().toString()).isEqualTo("eth0 of host a");
        assertThat(first.near().ip4().getHostAddress()).isEqualTo("10.0.0.1");
        assertThat(first.far().ip4().getHostAddress()).isEqualTo("10.0.0.2");
        assertThat(second.near().toString()).isEqualTo("eth1 of host b");
        assertThat(second.far().ip4().getHostAddress()).isEqualTo("10.0.1.2");
        assertThat(second.far().ip6().getHostAddress()).isEqualTo("fd00:0:0:1:0:0:0:2");
        assertThat(second.far().mac()).hasToString("02:00:00:00:01:02");
        assertThat(lab.host("b").interfaces()).containsExactly(first.far(), second.near());
        assertThat(lab.host("b").networkInterface("eth1")).isSameAs(second.near());
    }

    @Test
    void javaSocketsTalkAcrossIt(Lab lab) throws Exception {
        LabLink wire = lab.link("a", "b");
        for (InetAddress server :
                new InetAddress[] {wire.far().ip4(), wire.far().ip6()}) {
            try (ServerSocket listening = wire.far().host().call(() -> new ServerSocket(0, 1, server));
                    Socket client = wire.near().host().call(() -> new Socket(server, listening.getLocalPort()));
                    Socket accepted = listening.accept()) {
                client.getOutputStream().write("hello".getBytes());
                client.shutdownOutput();
                assertThat(accepted.getInputStream().readAllBytes()).asString().isEqualTo("hello");
            }
        }
    }

    @Test
    void whatAHostSendsHasAllItsChecksums(Lab lab) throws Exception {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        try (DatagramChannel socket = wire.near().host().call(DatagramChannel::open)) {
            socket.send(
                    ByteBuffer.wrap("x".getBytes()),
                    new InetSocketAddress(wire.far().ip4(), 9));
        }

        IpV4Packet packet = atB.nextPacket().get(IpV4Packet.class);
        assertThat(packet.getHeader().hasValidChecksum(false)).isTrue();
        UdpPacket datagram = packet.get(UdpPacket.class);
        assertThat(datagram.hasValidChecksum(wire.near().ip4(), wire.far().ip4(), false))
                .isTrue();
    }

    @Test
    void nobodySendsAnythingOfItsOwnAccord(Lab lab) {
        LabLink wire = lab.link("a", "b");
        Capture atA = wire.near().capture();
        Capture atB = wire.far().capture();

        // What the kernel sends when an interface comes up, it sends within a second.
        assertThatThrownBy(() -> atB.next(Duration.ofMillis(1200), frame -> true))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("did not come in by eth0 of host b")
                .hasMessageContaining("no frame at all");
        assertThat(atA.soFar()).isEmpty();
    }

    @Test
    void framesArriveAsTheyWereSentAndInOrder(Lab lab) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        byte[] tagged = Frames.ofLength(1000);
        tagged[12] = (byte) 0x81;
        tagged[13] = 0;
        tagged[15] = 7;

        wire.near().send(Frames.ofLength(14));
        wire.near().send(tagged);
        wire.near().send(LAST);

        assertThat(atB.next()).isEqualTo(Frames.ofLength(14));
        assertThat(atB.next()).isEqualTo(tagged);
        assertThat(atB.next()).isEqualTo(LAST);
    }

    @Test
    void aFrameThatDoesNotComeIsToldWithThoseThatDid(Lab lab) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        wire.near().send(LAST);

        assertThatThrownBy(() -> atB.next(Duration.ofMillis(50), frame -> frame.length > 64))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("only others")
                .hasMessageContaining("0x88b5")
                .hasMessageContaining("50 ms");
    }

    @Test
    void framesOutsideTheLimitsAreRefused(Lab lab) {
        LabLink wire = lab.link("a", "b");
        for (int length : new int[] {0, 13, 2000}) {
            assertThatThrownBy(() -> wire.near().send(new byte[length]))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("A frame of " + length + " bytes");
        }
    }

    @Test
    void anInterfaceThatIsNotThereIsToldWithThoseThatAre(Lab lab) {
        lab.link("a", "b");
        assertThatThrownBy(() -> lab.host("a").networkInterface("eth7"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no interface \"eth7\"")
                .hasMessageContaining("eth0");
    }

    @Test
    void hostsOfAnotherLabAreRefused(Lab lab) {
        try (Lab other = Bpf.lab()) {
            assertThatThrownBy(() -> lab.link(lab.host("a"), other.host("a")))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("another lab");
        }
    }

    @Test
    void aConditionThatDoesNotComeAboutIsTold(Lab lab) {
        assertThatThrownBy(() -> lab.await(Duration.ofMillis(20), "pigs fly", () -> false))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("pigs fly")
                .hasMessageContaining("20 ms");
        lab.await("it is so", () -> true);
    }

    @Test
    void aCaptureOfAClosedLabIsRefused() {
        Lab lab = Bpf.lab();
        Capture capture = lab.link("a", "b").far().capture();
        lab.close();
        assertThatThrownBy(capture::next).isInstanceOf(ObjectClosedException.class);
    }
}
