package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.LabRoute;
import io.bpftest.map.KernelMap;
import io.bpftest.map.Prefix;
import io.bpftest.packet.Packets;
import io.bpftest.program.LwtProgram;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that the packets of a route go through. */
@BpfObject("host_hooks.bpf.c")
@MakesNamespaces
class RouteHookTest {

    private static final Prefix ELSEWHERE = Prefix.of("10.9.0.0/24");
    private static final InetAddress THERE = Packets.ip4("10.9.0.1");
    private static final int DROP = 2;

    @BpfMap("verdict")
    KernelMap<Integer, Integer> verdict;

    @BpfMap("seen")
    KernelMap<Integer, Integer> seen;

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
        Datagrams.send(wire.near().host(), THERE, 1);
        verdict.put(0, 0);
        Datagrams.send(wire.near().host(), THERE, 2);
        assertThat(Datagrams.carries(atB.next(), 2)).isTrue();
        assertThat(seen.get(0)).isEqualTo(2);

        attached.close();
        wire.near().host().add(route);
        verdict.put(0, DROP);
        Datagrams.send(wire.near().host(), THERE, 3);
        assertThat(Datagrams.carries(atB.next(), 3)).isTrue();
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
        Datagrams.send(lab.host("a"), THERE, 1);
        lab.await("the first was seen", () -> seen.get(0) == 1);
        verdict.put(0, 0);
        Datagrams.send(lab.host("a"), THERE, 2);

        assertThat(Datagrams.carries(atC.next(), 2)).isTrue();
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
}
