package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.bpftest.BpfProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcVerdict;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TC programs at clsact. */
class ClsactTest extends TcHookTests {

    private static final byte[] SHOT = frame(TcVerdict.SHOT, 1);
    private static final byte[] LAST = frame(TcVerdict.OK, 2);

    /** What a classifier in direct action may say; all else is for it as UNSPEC is ({@code cls_bpf_exec_opcode}). */
    private static final Set<TcVerdict> DECIDING =
            EnumSet.of(TcVerdict.OK, TcVerdict.SHOT, TcVerdict.STOLEN, TcVerdict.REDIRECT, TcVerdict.TRAP);

    @Override
    TcHook hook(Direction direction) {
        return direction == Direction.INGRESS ? TcHook.ingress() : TcHook.egress();
    }

    @Override
    TcHook hook(Direction direction, boolean first) {
        return hook(direction).priority(first ? 1 : 2);
    }

    @Override
    boolean passes(TcVerdict verdict) {
        return verdict == TcVerdict.OK || goesOn(verdict);
    }

    @Override
    boolean goesOn(TcVerdict verdict) {
        return !DECIDING.contains(verdict);
    }

    @Test
    void classifiersRunByPriorityWhateverTheOrderTheyCameIn(
            Lab lab,
            @BpfProgram("one") TcProgram one,
            @BpfProgram("two") TcProgram two,
            @BpfProgram("three") TcProgram three) {
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
    void aClassifierThatOnlyClassifiesDropsNothing(Lab lab, @BpfProgram("tc_verdict") TcProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        wire.near().attach(program, TcHook.egress().classifying());

        wire.near().send(SHOT);

        assertThat(atB.next()).isEqualTo(SHOT);
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
        wire.near().send(SHOT);
        wire.near().send(LAST);
        assertThat(atB.next()).isEqualTo(LAST);

        attached.close();
        wire.near().send(SHOT);
        assertThat(atB.next()).isEqualTo(SHOT);
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

    @ParameterizedTest
    @CsvSource({"0", "65536", "-1"})
    void aPriorityOutsideTheKernelsRangeIsRefused(int priority) {
        assertThatThrownBy(() -> TcHook.ingress().priority(priority))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> TcHook.tcxIngress().priority(1)).isInstanceOf(AttachException.class);
        assertThatThrownBy(() -> TcHook.netkit().classifying())
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("a classifier at netkit");
        assertThatThrownBy(() -> TcHook.ingress().first()).isInstanceOf(AttachException.class);
    }

    @Test
    void anInterfaceThatIsNoEndOfANetkitPairIsTold(Lab lab, @BpfProgram("one") TcProgram one) {
        LabLink wire = lab.link("a", "b");
        assertThatThrownBy(() -> wire.far().attach(one, TcHook.netkit()))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("eth0 of host b")
                .hasMessageContaining("Lab.netkit");
    }
}
