package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.CgroupAttachMode.EXCLUSIVE;
import static io.bpftest.lab.CgroupAttachMode.MULTI;
import static io.bpftest.lab.CgroupAttachMode.OVERRIDE;
import static io.bpftest.lab.CgroupHook.CONNECT4;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.UDP4;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.lab.EffectiveProgram;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.CgroupSockAddrProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways to attach, and what runs then, in which order. */
@BpfObject("cgroup_order.bpf.c")
@MakesGroups
class AttachModesTest {

    @BpfProgram("outer")
    CgroupSockAddrProgram outer;

    @BpfProgram("inner")
    CgroupSockAddrProgram inner;

    /** The numbers of the programs as they ran: 1 for outer, 2 for inner. */
    @BpfGlobal
    GlobalVariable<Integer> trace;

    private int trace(Cgroup group) {
        trace.set(0);
        assertThat(group.socket(UDP4).connect("127.0.0.1", 9)).succeeds();
        return trace.get();
    }

    @ParameterizedTest
    @EnumSource(CgroupAttachMode.class)
    void aProgramRunsUntilItIsDetached(CgroupAttachMode mode, Cgroup group) {
        Attachment attachment = group.attach(outer, mode);
        assertThat(attachment.isAttached()).isTrue();
        assertThat(attachment.hook()).startsWith("cgroup/connect4 of cgroup " + group.name());
        assertThat(trace(group)).isEqualTo(1);

        attachment.close();
        attachment.close();

        assertThat(attachment.isAttached()).isFalse();
        assertThat(trace(group)).isZero();
        assertThat(group).runs(CONNECT4);
        assertThat(group.attachments()).isEmpty();
    }

    @Test
    void severalProgramsOfAGroupRunInTheOrderTheyWereAttached(Cgroup group) {
        group.attach(inner);
        group.attach(outer, MULTI);

        assertThat(group).runs(CONNECT4, inner, outer);
        assertThat(trace(group)).isEqualTo(21);
    }

    @Test
    void programsOfAGroupWithinRunFirst(Cgroup group) {
        Cgroup child = group.child();
        group.attach(outer);
        child.attach(inner);

        assertThat(child).runs(CONNECT4, inner, outer);
        assertThat(group).runs(CONNECT4, outer);
        assertThat(trace(child)).isEqualTo(21);
        assertThat(trace(group)).isEqualTo(1);
        assertThat(child.attachments()).hasSize(2);
    }

    @Test
    void aProgramThatMayBeOverriddenIs(Cgroup group) {
        Cgroup child = group.child();
        group.attach(outer, OVERRIDE);
        assertThat(child).runs(CONNECT4, outer);

        child.attach(inner, OVERRIDE);

        assertThat(child).runs(CONNECT4, inner);
        assertThat(trace(child)).isEqualTo(2);
        assertThat(trace(group)).isEqualTo(1);
    }

    @Test
    void anExclusiveProgramRunsInGroupsWithinToo(Cgroup group) {
        group.attach(outer, EXCLUSIVE);

        assertThat(trace(group.child())).isEqualTo(1);
    }

    @Test
    void oneRefusalIsEnough(@BpfProgram("refusing") CgroupSockAddrProgram refusing, Cgroup group) {
        group.attach(refusing);
        group.attach(outer);

        assertThat(group.socket(UDP4).connect("127.0.0.1", 9)).isRefusedWith(EPERM);
    }

    @Test
    void theKernelsNumbersTellWhichProgramsRun(Cgroup group) {
        group.attach(outer);

        EffectiveProgram only = group.effective(CONNECT4).get(0);

        assertThat(only.name()).isEqualTo("outer");
        assertThat(only.program()).contains(outer);
        assertThat(only.id()).isPositive();
    }

    @Test
    void groupsOfTheSameTimeDoNotSeeEachOther(Cgroup group) {
        try (Cgroup other = io.bpftest.Bpf.cgroup()) {
            group.attach(outer);
            other.attach(inner);

            assertThat(trace(group)).isEqualTo(1);
            assertThat(trace(other)).isEqualTo(2);
        }
    }
}
