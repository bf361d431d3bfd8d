package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.error.AttachException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.program.AttachType;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcVerdict;
import org.junit.jupiter.api.Test;

/** TC programs at links of TCX. */
@RequiresBpf(attach = AttachType.TCX_INGRESS)
class TcxTest extends TcHookTests {

    @Override
    TcHook hook(Direction direction) {
        return direction == Direction.INGRESS ? TcHook.tcxIngress() : TcHook.tcxEgress();
    }

    @Override
    TcHook hook(Direction direction, boolean first) {
        return first ? hook(direction).first() : hook(direction).last();
    }

    /** What TCX has no name for passes ({@code tcx_action_code}). */
    @Override
    boolean passes(TcVerdict verdict) {
        return verdict != TcVerdict.DROP && verdict != TcVerdict.REDIRECT;
    }

    @Override
    boolean goesOn(TcVerdict verdict) {
        return verdict == TcVerdict.NEXT;
    }

    @Test
    void programsRunInTheOrderOfTheirAnchors(
            Lab lab,
            @BpfProgram("one") TcProgram one,
            @BpfProgram("two") TcProgram two,
            @BpfProgram("three") TcProgram three) {
        LabLink wire = lab.link("a", "b");
        Attachment second = wire.far().attach(two, TcHook.tcxIngress());
        wire.far().attach(three, TcHook.tcxIngress().before(second));
        wire.far().attach(one, TcHook.tcxIngress().after(second));

        wire.near().send(frame(TcVerdict.OK, 1));
        lab.await("all have run", () -> trail.get(0) > 99);

        assertThat(trail.get(0)).isEqualTo(321);
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
}
