package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.samples.marker.Classes.EXPEDITED;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.pcap4j.packet.IpV4Packet;

/** The marker at the egress of a live link: the receiver sees what it wrote. */
@BpfObject("tc_marker.bpf.c")
@EnabledIf("io.bpftest.samples.Privileges#mayMakeLabs")
class LiveEgressTest {

    private static final byte EXPEDITED_FORWARDING = (byte) 0xb8;

    @Test
    void theReceiverSeesTheMarkOfTheClass(
            Lab lab, @BpfProgram("tc_marker") TcProgram marker, @BpfMap("classes") KernelMap<Integer, Integer> classes)
            throws Exception {
        LabLink wire = lab.link("sender", "receiver");
        Capture received = wire.far().capture();
        wire.near().attach(marker, TcHook.egress());
        classes.put(Classes.udp(5060), EXPEDITED);

        try (DatagramChannel socket = wire.near().host().call(DatagramChannel::open)) {
            for (int port : new int[] {5060, 5061}) {
                socket.send(
                        ByteBuffer.wrap("hello".getBytes()),
                        new InetSocketAddress(wire.far().ip4(), port));
            }
        }

        IpV4Packet voice = received.nextPacket().get(IpV4Packet.class);
        assertThat(voice.getHeader().getTos().value()).isEqualTo(EXPEDITED_FORWARDING);
        assertThat(voice.getHeader().hasValidChecksum(false)).isTrue();
        IpV4Packet other = received.nextPacket().get(IpV4Packet.class);
        assertThat(other.getHeader().getTos().value()).isZero();
    }
}
