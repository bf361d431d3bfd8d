package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.map.KernelMap;
import io.bpftest.program.AttachType;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcVerdict;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs at the ends of netkit pairs. Few machines' own kernels have them: {@code ci/vms} runs this. */
@BpfObject("verdicts.bpf.c")
@BpfObject("tc_live.bpf.c")
@RequiresBpf(attach = AttachType.NETKIT_PRIMARY)
class NetkitInVm {

    @BpfMap("trail")
    KernelMap<Integer, Integer> trail;

    /** The ends of a pair. */
    enum End {
        PRIMARY,
        PEER;

        LabInterface of(LabLink pair) {
            return this == PRIMARY ? pair.near() : pair.far();
        }

        LabInterface other(LabLink pair) {
            return this == PRIMARY ? pair.far() : pair.near();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnEndDropsNeverArrives(End end, Lab lab, @BpfProgram("tc_verdict") TcProgram program) {
        LabLink pair = lab.netkit("a", "b");
        Capture other = end.other(pair).capture();
        Attachment attached = end.of(pair).attach(program, TcHook.netkit());
        assertThat(attached.hook()).isEqualTo(end.of(pair) + ", TC egress, netkit");

        byte[] dropped = TcHookTests.frame(TcVerdict.DROP, 1);
        byte[] passed = TcHookTests.frame(TcVerdict.PASS, 2);
        end.of(pair).send(dropped);
        end.of(pair).send(passed);
        assertThat(other.next()).isEqualTo(passed);

        attached.close();
        end.of(pair).send(dropped);
        assertThat(other.next()).isEqualTo(dropped);
    }

    /** What netkit has no name for is dropped ({@code netkit_xmit}). */
    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void aVerdictSaysWhetherAFrameGoesOn(
            TcVerdict verdict,
            Lab lab,
            @BpfProgram("tc_verdict") TcProgram verdicts,
            @BpfProgram("one") TcProgram behind) {
        LabLink pair = lab.netkit("a", "b");
        Capture atB = pair.far().capture();
        Attachment last = pair.near().attach(behind, TcHook.netkit());
        pair.near().attach(verdicts, TcHook.netkit().before(last));

        byte[] asked = TcHookTests.frame(verdict, 1);
        pair.near().send(asked);
        byte[] passed = TcHookTests.frame(TcVerdict.PASS, 2);
        pair.near().send(passed);

        if (verdict == TcVerdict.PASS || verdict == TcVerdict.NEXT) {
            assertThat(atB.next()).isEqualTo(asked);
        }
        assertThat(atB.next()).isEqualTo(passed);
        assertThat(trail.get(0)).isEqualTo(verdict == TcVerdict.NEXT ? 1 : 0);
    }

    @Test
    void aRedirectedFrameLeavesByAnInterfaceOfTheHostAtTheOtherEnd(
            Lab lab, @BpfProgram(value = "redirects", object = "tc_live.bpf.c") TcProgram program) {
        LabLink pair = lab.netkit("a", "b");
        LabLink out = lab.link("b", "c");
        Capture atC = out.far().capture();
        trail.put(1, out.near().index());
        pair.near().attach(program, TcHook.netkit());

        byte[] sent = TcHookTests.frame(TcVerdict.PASS, 1);
        pair.near().send(sent);

        assertThat(atC.next()).isEqualTo(sent);
    }

    @Test
    void hostsTalkAcrossAPair(Lab lab) throws Exception {
        LabLink pair = lab.netkit("a", "b");
        try (DatagramChannel receiver = pair.far().host().call(DatagramChannel::open);
                DatagramChannel sender = pair.near().host().call(DatagramChannel::open)) {
            receiver.bind(new InetSocketAddress(pair.far().ip4(), 9));
            sender.send(
                    ByteBuffer.wrap("x".getBytes()),
                    new InetSocketAddress(pair.far().ip4(), 9));
            ByteBuffer received = ByteBuffer.allocate(10);
            pair.far().host().run(() -> receiver.receive(received));
            assertThat(received.position()).isEqualTo(1);
        }
    }

    @Test
    void whatAnEndCannotTakeIsTold(
            Lab lab, @BpfProgram("one") TcProgram one, @BpfProgram("action_verdict") TcProgram action) {
        LabLink pair = lab.netkit("a", "b");
        Attachment ofPrimary = pair.near().attach(one, TcHook.netkit());
        assertThatThrownBy(() -> pair.near().attach(one, TcHook.netkit()))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> pair.far().attach(one, TcHook.netkit().after(ofPrimary)))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("eth0 of host b, TC egress, netkit")
                .hasMessageContaining("ENOENT");
        assertThatThrownBy(() -> pair.far().attach(action, TcHook.netkit()))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("SCHED_ACT");
    }
}
