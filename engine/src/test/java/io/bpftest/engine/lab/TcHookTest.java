package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.AttachException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TC programs at live hooks: what becomes of frames by the verdict, and the order of several programs. */
@BpfObject("verdicts.bpf.c")
@BpfObject("tc_live.bpf.c")
@MakesNamespaces
class TcHookTest {

    private static final int OK = 0;
    private static final int SHOT = 2;
    private static final byte[] LAST = Frames.asking(OK);

    static List<TcHook> ingress() {
        return List.of(TcHook.ingress(), TcHook.tcxIngress());
    }

    static List<TcHook> egress() {
        return List.of(TcHook.egress(), TcHook.tcxEgress());
    }

    static Stream<TcHook> all() {
        return Stream.concat(ingress().stream(), egress().stream());
    }

    /** What comes in by the far end is sent there by the near end; what goes out, goes out of the near end. */
    private static Attachment attach(LabLink wire, TcProgram program, TcHook hook) {
        return (hook.isIngress() ? wire.far() : wire.near()).attach(program, hook);
    }

    @ParameterizedTest
    @MethodSource("egress")
    void whatIsShotAtEgressNeverLeaves(TcHook hook, Lab lab, @BpfProgram("tc_verdict") TcProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        wire.near().attach(program, hook);

        wire.near().send(Frames.asking(SHOT));
        wire.near().send(LAST);

        assertThat(atB.next()).isEqualTo(LAST);
    }

    /** A packet socket sees frames before TC does: what TC does at ingress shows behind a bridge, a route, or in a map. */
    @ParameterizedTest
    @MethodSource("ingress")
    void whatIsShotAtIngressIsNotSeenByLaterPrograms(
            TcHook hook,
            Lab lab,
            @BpfProgram("tc_verdict") TcProgram verdicts,
            @BpfProgram("one") TcProgram one,
            @BpfMap("trail") KernelMap<Integer, Integer> trail) {
        LabLink wire = lab.link("a", "b");
        if (hook.isTcx()) {
            wire.far().attach(verdicts, hook.first());
            wire.far().attach(one, hook.last());
        } else {
            wire.far().attach(verdicts, hook.priority(1));
            wire.far().attach(one, hook.priority(2));
        }
        wire.near().send(Frames.asking(SHOT));
        // TC_ACT_UNSPEC
        wire.near().send(Frames.asking(-1));

        lab.await("one program was left", () -> trail.get(0) != 0);
        assertThat(trail.get(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("ingress")
    void aRedirectedFrameLeavesByTheOtherInterface(
            TcHook hook,
            Lab lab,
            @BpfProgram(value = "redirects", object = "tc_live.bpf.c") TcProgram program,
            @BpfMap("trail") KernelMap<Integer, Integer> trail) {
        LabLink in = lab.link("a", "b");
        LabLink out = lab.link("b", "c");
        Capture atC = out.far().capture();
        trail.put(1, out.near().index());
        in.far().attach(program, hook);

        in.near().send(LAST);

        assertThat(atC.next()).isEqualTo(LAST);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDetachedProgramSeesNothing(
            TcHook hook,
            Lab lab,
            @BpfProgram("one") TcProgram one,
            @BpfMap("trail") KernelMap<Integer, Integer> trail) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        Attachment attached = attach(wire, one, hook);
        wire.near().send(LAST);
        atB.next();
        lab.await("it was seen", () -> trail.get(0) == 1);

        attached.close();
        attached.close();
        assertThat(attached.isAttached()).isFalse();
        wire.near().send(LAST);
        atB.next();
        assertThat(trail.get(0)).isEqualTo(1);
        assertThat(attach(wire, one, hook).hook()).contains(hook.toString());
    }

    @Test
    void classifiersRunByPriorityWhateverTheOrderTheyCameIn(
            Lab lab,
            @BpfProgram("one") TcProgram one,
            @BpfProgram("two") TcProgram two,
            @BpfProgram("three") TcProgram three,
            @BpfMap("trail") KernelMap<Integer, Integer> trail) {
        LabLink wire = lab.link("a", "b");
        wire.far().attach(two, TcHook.ingress().priority(20));
        Attachment third =
                wire.far().attach(three, TcHook.ingress().priority(30).handle(7));
        wire.far().attach(one, TcHook.ingress().priority(10));

        wire.near().send(LAST);
        lab.await("all have run", () -> trail.get(0) > 99);

        assertThat(trail.get(0)).isEqualTo(123);
        assertThat(third.hook()).isEqualTo("eth0 of host b, TC ingress, clsact, priority 30, handle 7");
    }

    @Test
    void programsOfTcxRunInTheOrderOfTheirAnchors(
            Lab lab,
            @BpfProgram("one") TcProgram one,
            @BpfProgram("two") TcProgram two,
            @BpfProgram("three") TcProgram three,
            @BpfMap("trail") KernelMap<Integer, Integer> trail) {
        LabLink wire = lab.link("a", "b");
        Attachment second = wire.far().attach(two, TcHook.tcxIngress());
        wire.far().attach(three, TcHook.tcxIngress().before(second));
        wire.far().attach(one, TcHook.tcxIngress().after(second));

        wire.near().send(LAST);
        lab.await("all have run", () -> trail.get(0) > 99);

        assertThat(trail.get(0)).isEqualTo(321);
    }

    @Test
    void aClassifierThatOnlyClassifiesDropsNothing(Lab lab, @BpfProgram("tc_verdict") TcProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        wire.near().attach(program, TcHook.egress().classifying());

        byte[] shot = Frames.asking(SHOT);
        wire.near().send(shot);

        assertThat(atB.next()).isEqualTo(shot);
    }

    /** Skipped where the kernel has no act_bpf. */
    @Test
    void anActionsVerdictIsWhatBecomesOfFrames(Lab lab, @BpfProgram("action_verdict") TcProgram action) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        Attachment attached;
        try {
            attached = wire.near().attach(action, TcHook.egress());
        } catch (FeatureMissingException e) {
            assertThat(e).hasMessageContaining("CONFIG_NET_ACT_BPF");
            abort(e.getMessage());
            return;
        }
        byte[] shot = Frames.asking(SHOT);
        wire.near().send(shot);
        wire.near().send(LAST);
        assertThat(atB.next()).isEqualTo(LAST);

        attached.close();
        wire.near().send(shot);
        assertThat(atB.next()).isEqualTo(shot);
    }

    @Test
    void aPriorityAndHandleThatAreInUseAreTold(Lab lab, @BpfProgram("one") TcProgram one) {
        LabLink wire = lab.link("a", "b");
        TcHook hook = TcHook.ingress().priority(5).handle(1);
        wire.far().attach(one, hook);

        assertThatThrownBy(() -> wire.far().attach(one, hook))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("priority 5 and handle 1")
                .hasMessageContaining("EEXIST");
    }

    @Test
    void whatTcxCannotTakeIsTold(
            Lab lab, @BpfProgram("one") TcProgram one, @BpfProgram("action_verdict") TcProgram action) {
        LabLink wire = lab.link("a", "b");
        Attachment other = wire.far().attach(one, TcHook.tcxEgress());
        assertThatThrownBy(() -> wire.far().attach(action, TcHook.tcxIngress()))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("SCHED_ACT");
        assertThatThrownBy(() -> wire.far().attach(one, TcHook.tcxEgress()))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("already");
        assertThatThrownBy(() -> wire.far().attach(one, TcHook.tcxIngress().after(other)))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("ENOENT");
        other.close();
        assertThatThrownBy(() -> wire.far().attach(one, TcHook.tcxEgress().before(other)))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("not attached any more");
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "-1"})
    void aPriorityOutsideTheKernelsRangeIsRefused(int priority) {
        assertThatThrownBy(() -> TcHook.ingress().priority(priority))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> TcHook.tcxIngress().priority(1)).isInstanceOf(AttachException.class);
        assertThatThrownBy(() -> TcHook.ingress().first()).isInstanceOf(AttachException.class);
    }
}
