package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.CgroupAttachMode.EXCLUSIVE;
import static io.bpftest.lab.CgroupAttachMode.LINK;
import static io.bpftest.lab.CgroupAttachMode.MULTI;
import static io.bpftest.lab.CgroupAttachMode.OVERRIDE;
import static io.bpftest.lab.CgroupHook.CONNECT4;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.error.AttachException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.CgroupAttachMode;
import io.bpftest.lab.CgroupHook;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.CgroupSockAddrProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test is told that attaches what cannot be attached. */
@BpfObject("cgroup_order.bpf.c")
@MakesGroups
class AttachRefusalTest {

    @BpfProgram("outer")
    CgroupSockAddrProgram outer;

    @BpfProgram("inner")
    CgroupSockAddrProgram inner;

    @ParameterizedTest
    @EnumSource(
            value = CgroupAttachMode.class,
            names = {"EXCLUSIVE", "OVERRIDE"})
    void aSecondProgramThatWantsToBeAloneIsRefusedWithTheFirstOnesName(CgroupAttachMode mode, Cgroup group) {
        group.attach(outer, mode);

        assertThatThrownBy(() -> group.attach(inner, mode))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("\"inner\" cannot be attached to cgroup/connect4 of cgroup " + group.name())
                .hasMessageContaining("program \"outer\" is attached there, "
                        + mode.name().toLowerCase(java.util.Locale.ROOT) + " mode")
                .hasMessageContaining("close the other attachment first");
        assertThat(group).runs(CONNECT4, outer);
    }

    @ParameterizedTest
    @EnumSource(
            value = CgroupAttachMode.class,
            names = {"LINK", "MULTI"})
    void noProgramIsAttachedBesideAnExclusiveOne(CgroupAttachMode mode, Cgroup group) {
        group.attach(outer, EXCLUSIVE);

        assertThatThrownBy(() -> group.attach(inner, mode))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("program \"outer\" is attached there, exclusive mode");
    }

    @Test
    void anExclusiveProgramIsNotAttachedBesideOthers(Cgroup group) {
        group.attach(outer);

        assertThatThrownBy(() -> group.attach(inner, EXCLUSIVE))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("program \"outer\" is attached there, multi mode");
    }

    @Test
    void anExclusiveProgramOfAGroupAroundIsNamed(Cgroup group) {
        Cgroup child = group.child();
        group.attach(outer, EXCLUSIVE);

        assertThatThrownBy(() -> child.attach(inner, LINK))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("program \"outer\" is attached to " + group.name() + " around it");
        assertThatThrownBy(() -> child.attach(inner, OVERRIDE)).isInstanceOf(AttachException.class);
    }

    @Test
    void theSameProgramIsAttachedOnce(Cgroup group) {
        group.attach(outer, MULTI);

        assertThatThrownBy(() -> group.attach(outer, MULTI))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("attach it once");
    }

    @Test
    void aHookThatTheProgramWasNotLoadedForIsRefused(Cgroup group) {
        assertThatThrownBy(() -> group.attach(outer, CgroupHook.BIND4))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("cgroup sock_addr program \"outer\" does not fit the hook cgroup/bind4")
                .hasMessageContaining("section \"cgroup/connect4\"")
                .hasMessageContaining("attach it without naming a hook");
    }

    @Test
    void aHookOfAnotherTypeIsRefusedWithThoseThatFit(@BpfProgram("undecided") CgroupSkbProgram packets, Cgroup group) {
        assertThatThrownBy(() -> group.attach(packets, CgroupHook.SYSCTL))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("cgroup skb program \"undecided\" does not fit the hook cgroup/sysctl")
                .hasMessageContaining("attach it to one of INGRESS, EGRESS");
    }

    @Test
    void aSectionThatNamesNoHookNeedsOneNamed(@BpfProgram("undecided") CgroupSkbProgram packets, Cgroup group) {
        assertThatThrownBy(() -> group.attach(packets))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("It is not said which hook of a cgroup program \"undecided\" is for")
                .hasMessageContaining("cgroup_skb/ingress, cgroup_skb/egress")
                .hasMessageContaining("group.attach(program, CgroupHook.INGRESS)");
    }

    @Test
    void aProgramOfAClosedObjectIsRefused(Cgroup group) {
        LoadedObject object = Bpf.open("src/test/bpf/cgroup_order.bpf.c").load();
        CgroupSockAddrProgram program = object.program("outer", CgroupSockAddrProgram.class);
        object.close();

        assertThatThrownBy(() -> group.attach(program)).isInstanceOf(ObjectClosedException.class);
    }

    @ParameterizedTest
    @EnumSource(CgroupAttachMode.class)
    void anAttachmentIsDetachedAfterItsObjectIsClosed(CgroupAttachMode mode, Cgroup group) {
        Attachment attachment;
        try (LoadedObject object = Bpf.open("src/test/bpf/cgroup_order.bpf.c").load()) {
            attachment = group.attach(object.program("outer", CgroupSockAddrProgram.class), mode);
        }
        assertThat(group.effective(CONNECT4)).hasSize(1);

        attachment.close();

        assertThat(group.effective(CONNECT4)).isEmpty();
    }

    @Test
    void aClosedGroupTakesNoProgram() {
        Cgroup group = Bpf.cgroup();
        Attachment attachment = group.attach(outer);
        group.close();

        assertThat(attachment.isAttached()).isFalse();
        assertThatThrownBy(() -> group.attach(outer)).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(() -> group.effective(CONNECT4)).isInstanceOf(ObjectClosedException.class);
    }
}
