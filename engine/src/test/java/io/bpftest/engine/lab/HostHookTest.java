package io.bpftest.engine.lab;

import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.LabRoute;
import io.bpftest.lab.NetfilterPlace;
import io.bpftest.map.KernelMap;
import io.bpftest.map.Prefix;
import io.bpftest.packet.Packets;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.LwtSeg6LocalProgram;
import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs of a host's network stack: netfilter, and routes. */
@BpfObject("netfilter.bpf.c")
@BpfObject("host_hooks.bpf.c")
@MakesNamespaces
class HostHookTest {

    private static final Prefix ELSEWHERE = Prefix.of("10.9.0.0/24");
    private static final int DROP = 2;

    @BpfMap("verdict")
    KernelMap<Integer, Integer> verdict;

    @BpfMap(value = "seen", object = "host_hooks.bpf.c")
    KernelMap<Integer, Integer> seen;

    /** Sends a datagram from a host, with a number that tells it from others. */
    private static void send(LabHost from, String to, int number) {
        from.run(() -> {
            try (DatagramChannel socket = DatagramChannel.open()) {
                socket.setOption(java.net.StandardSocketOptions.IP_TOS, 0);
                socket.send(ByteBuffer.wrap(new byte[] {(byte) number}), new InetSocketAddress(to, 9));
            } catch (java.io.IOException e) {
                // So the kernel tells that a program has dropped what a socket sends.
                assertThat(e).hasMessageMatching(".*(not permitted|No route|Input/output|Invalid).*");
            }
        });
    }

    private static boolean carries(byte[] frame, int number) {
        return frame.length > 42 && frame[42] == number;
    }

    @Test
    void netfilterDropsWhatComesInForTheHost(Lab lab, @BpfProgram("by_ttl") NetfilterProgram program) throws Exception {
        LabLink wire = lab.link("a", "b");
        NetfilterPlace place = NetfilterPlace.at(NetfilterFamily.IPV4, NetfilterHook.LOCAL_IN);
        Attachment attached = wire.far().host().attach(program, place.priority(-5));
        assertThat(attached.hook()).isEqualTo("host b, netfilter IPV4 LOCAL_IN, priority -5");

        try (DatagramChannel socket = wire.far().host().call(DatagramChannel::open)) {
            socket.bind(new InetSocketAddress(wire.far().ip4(), 9));
            for (int ttl : new int[] {1, 64}) {
                wire.near()
                        .send(udp4(
                                        wire.near().ip4().getHostAddress(),
                                        4000,
                                        wire.far().ip4().getHostAddress(),
                                        9)
                                .ttl(ttl)
                                .from(wire.near().mac().toString())
                                .to(wire.far().mac().toString())
                                .payload(new byte[] {(byte) ttl}));
            }
            ByteBuffer received = ByteBuffer.allocate(10);
            socket.receive(received);
            assertThat(received.get(0)).isEqualTo((byte) 64);
        }
    }

    @Test
    void twoNetfilterProgramsCannotHaveOnePriority(Lab lab, @BpfProgram("by_ttl") NetfilterProgram program) {
        NetfilterPlace place = NetfilterPlace.at(NetfilterFamily.IPV6, NetfilterHook.FORWARD);
        lab.host("a").attach(program, place);
        assertThatThrownBy(() -> lab.host("a").attach(program, place))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("netfilter IPV6 FORWARD, priority 0")
                .hasMessageContaining("EBUSY");
        assertThatThrownBy(() -> lab.host("a").attach(program, place.priority(Integer.MIN_VALUE)))
                .isInstanceOf(AttachException.class);
        assertThat(lab.host("b").attach(program, place).isAttached()).isTrue();
    }

    enum Direction {
        OUT,
        XMIT
    }

    @ParameterizedTest
    @EnumSource
    void aRoutesProgramDropsWhatTheHostSends(
            Direction direction, Lab lab, @BpfProgram("out") LwtProgram out, @BpfProgram("xmit") LwtProgram xmit) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        LwtProgram program = direction == Direction.OUT ? out : xmit;
        LabRoute route = LabRoute.to(ELSEWHERE, wire.near()).via(wire.far());
        Attachment attached = wire.near().host().attach(program, route);
        assertThat(attached.hook())
                .isEqualTo("route to 10.9.0.0/24 by eth0 via eth0 of host b of host a, LWT_" + direction);

        verdict.put(0, DROP);
        send(wire.near().host(), "10.9.0.1", 1);
        verdict.put(0, 0);
        send(wire.near().host(), "10.9.0.1", 2);
        assertThat(carries(atB.next(), 2)).isTrue();

        attached.close();
        wire.near().host().add(route);
        verdict.put(0, DROP);
        send(wire.near().host(), "10.9.0.1", 3);
        assertThat(carries(atB.next(), 3)).isTrue();
    }

    @Test
    void aRoutesProgramDropsWhatComesIn(Lab lab, @BpfProgram("in") LwtProgram program) {
        LabLink in = lab.link("a", "b");
        LabLink out = lab.link("b", "c");
        Capture atC = out.far().capture();
        lab.host("b").forward();
        lab.host("b").attach(program, LabRoute.to(ELSEWHERE, out.near()).via(out.far()));
        lab.host("a").add(LabRoute.to(ELSEWHERE, in.near()).via(in.far()));

        verdict.put(0, DROP);
        send(lab.host("a"), "10.9.0.1", 1);
        lab.await("the first was seen", () -> seen.get(0) == 1);
        verdict.put(0, 0);
        send(lab.host("a"), "10.9.0.1", 2);

        assertThat(carries(atC.next(), 2)).isTrue();
    }

    @Test
    void aSecondRouteToANetworkIsTold(Lab lab, @BpfProgram("xmit") LwtProgram program) {
        LabLink wire = lab.link("a", "b");
        LabRoute route = LabRoute.to(ELSEWHERE, wire.near());
        lab.host("a").attach(program, route);
        assertThatThrownBy(() -> lab.host("a").attach(program, route))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("there already is such a route");
    }

    @Test
    void aSegmentsProgramSeesPacketsOfItsSegment(Lab lab, @BpfProgram("seg6local") LwtSeg6LocalProgram program) {
        LabLink wire = lab.link("a", "b");
        wire.far().ip6();
        Attachment attached = lab.host("b").attach(program, LabRoute.to(Prefix.of("fc00::1/128"), wire.far()));
        verdict.put(0, DROP);

        wire.near().send(segmentRouted(wire));

        lab.await("it was seen", () -> seen.get(0) == 1);
        assertThat(attached.isAttached()).isTrue();
    }

    /** IPv6 with a segment routing header of two segments, of which one is left (RFC 8754). */
    private static byte[] segmentRouted(LabLink wire) {
        byte[] frame = new byte[14 + 40 + 40 + 8];
        System.arraycopy(wire.far().mac().getAddress(), 0, frame, 0, 6);
        System.arraycopy(wire.near().mac().getAddress(), 0, frame, 6, 6);
        ByteBuffer packet = ByteBuffer.wrap(frame);
        packet.putShort(12, (short) 0x86dd);
        packet.put(14, (byte) 0x60).putShort(18, (short) 48).put(20, (byte) 43).put(21, (byte) 64);
        packet.position(22).put(wire.near().ip6().getAddress());
        packet.put(Packets.ip6("fc00::1").getAddress());
        // next header UDP, 4 * 8 bytes, type 4, one segment left, the last entry is 1
        packet.put(new byte[] {17, 4, 4, 1, 1, 0, 0, 0});
        packet.put(Packets.ip6("fc00::2").getAddress())
                .put(Packets.ip6("fc00::1").getAddress());
        packet.put(new byte[] {0, 9, 0, 9, 0, 8, 0, 0});
        return Arrays.copyOf(frame, frame.length);
    }
}
