package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.NetfilterPlace;
import io.bpftest.program.AttachType;
import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterProgram;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Netfilter programs in hosts' network stacks. */
@BpfObject("netfilter_live.bpf.c")
@RequiresBpf(attach = AttachType.NETFILTER)
@MakesNamespaces
class NetfilterHookTest {

    @BpfProgram("by_payload")
    NetfilterProgram program;

    private static LabHost host(Lab lab, NetfilterHook hook) {
        return lab.host(
                switch (hook) {
                    case LOCAL_OUT -> "a";
                    case LOCAL_IN -> "c";
                    case PRE_ROUTING, FORWARD, POST_ROUTING -> "router";
                });
    }

    @ParameterizedTest
    @EnumSource
    void eachHookDropsDatagramsOnTheirWay(NetfilterHook hook, Lab lab) throws Exception {
        lab.router("router", lab.host("a"), lab.host("c"));
        LabInterface to = lab.host("c").networkInterface("eth0");
        NetfilterPlace place = NetfilterPlace.at(NetfilterFamily.IPV4, hook).priority(-5);
        LabHost host = host(lab, hook);

        try (DatagramChannel receiver = lab.host("c").call(DatagramChannel::open)) {
            receiver.bind(new InetSocketAddress(to.ip4(), 9));
            try (Attachment attached = host.attach(program, place)) {
                assertThat(attached.hook()).isEqualTo(host + ", netfilter IPV4 " + hook + ", priority -5");
                // Linux tells a sender that its own host's filter has dropped a datagram.
                Datagrams.send(lab.host("a"), to.ip4(), 1);
                Datagrams.send(lab.host("a"), to.ip4(), 2);
                assertThat(received(lab, receiver)).isEqualTo((byte) 2);
            }
            Datagrams.send(lab.host("a"), to.ip4(), 1);
            assertThat(received(lab, receiver)).isEqualTo((byte) 1);
        }
    }

    private static byte received(Lab lab, DatagramChannel receiver) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        lab.host("c").run(() -> receiver.receive(bytes));
        return bytes.get(0);
    }

    @Test
    void twoProgramsCannotHaveOnePriority(Lab lab) {
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
}
