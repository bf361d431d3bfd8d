package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.XdpAttachment;
import io.bpftest.lab.XdpMode;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attaching XDP programs to interfaces: who holds them, what replaces them, and what is refused. */
@BpfObject("verdicts.bpf.c")
@BpfObject("live.bpf.c")
@MakesNamespaces
class XdpAttachTest {

    private static final byte[] PASSED = Frames.asking(XdpVerdict.PASS.ordinal());

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void anotherProgramIsToldWhoHoldsTheInterface(
            XdpMode mode,
            Lab lab,
            @BpfProgram("xdp_verdict") XdpProgram holder,
            @BpfProgram("by_device") XdpProgram other) {
        LabLink wire = lab.link("a", "b");
        XdpAttachment attached = wire.far().attach(holder, mode);

        assertThat(wire.far().xdp().orElseThrow()).contains("\"xdp_verdict\"").endsWith("XDP " + mode.title());
        for (XdpMode second : new XdpMode[] {XdpMode.GENERIC, XdpMode.NATIVE}) {
            assertThatThrownBy(() -> wire.far().attach(other, second))
                    .isInstanceOf(AttachException.class)
                    .hasMessageContaining("\"by_device\" cannot be attached to eth0 of host b, XDP " + second.title())
                    .hasMessageContaining("\"xdp_verdict\"")
                    .satisfies(thrown -> assertThat(
                                    ((BpfException) thrown).problem().remedy())
                            .contains("close"));
        }
        attached.close();
        attached.close();
        assertThat(attached.isAttached()).isFalse();
        assertThat(wire.far().xdp()).isEmpty();
        assertThat(wire.far().attach(other, mode).isAttached()).isTrue();
    }

    @Test
    void bothEndsOfACableCanHaveAProgram(Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        wire.far().attach(program, XdpMode.NATIVE);
        assertThat(wire.near().xdp()).isEmpty();
        wire.near().attach(program, XdpMode.NATIVE);
        assertThat(wire.near().xdp()).isPresent();
    }

    @Test
    void aCallNamesTheProgramsOfItsHostsInterfaces(Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        XdpAttachment attached = wire.far().attach(program, XdpMode.GENERIC);

        assertThat(lab.host("b").trySocket(SocketKind.UDP4).attachments()).containsExactly(attached);
        assertThat(lab.host("a").trySocket(SocketKind.UDP4).attachments()).isEmpty();
        attached.close();
        assertThat(lab.host("b").trySocket(SocketKind.UDP4).attachments()).isEmpty();
    }

    @Test
    void aReplacedProgramRunsNoMore(
            Lab lab, @BpfProgram("xdp_verdict") XdpProgram first, @BpfProgram("by_device") XdpProgram second) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        XdpAttachment attached = wire.far().attach(first, XdpMode.NATIVE);
        // A devmap without an entry drops.
        attached.replace(second);
        wire.near().send(PASSED);
        attached.replace(first);
        byte[] later = Frames.asking(XdpVerdict.PASS.ordinal());
        later[63] = 1;
        wire.near().send(later);

        assertThat(atB.next()).isEqualTo(later);
        assertThat(attached.program()).isSameAs(first);
        attached.close();
        assertThatThrownBy(() -> attached.replace(second)).isInstanceOf(ObjectClosedException.class);
        assertThatThrownBy(attached::exceptions).isInstanceOf(ObjectClosedException.class);
    }

    @Test
    void offloadIsRefusedInWords(Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        assertThatThrownBy(() -> wire.far().attach(program, XdpMode.OFFLOAD))
                .isInstanceOf(FeatureMissingException.class)
                .hasMessageContaining("XDP offload is not supported by this device")
                .hasMessageContaining("XdpMode.NATIVE");
        assertThat(wire.far().xdp()).isEmpty();
    }

    @Test
    void aProgramThatDoesNotFitIsRefusedWithTheKernelsWords(Lab lab, @BpfProgram("of_a_map") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        assertThatThrownBy(() -> wire.far().attach(program, XdpMode.NATIVE))
                .isInstanceOf(AttachException.class)
                .hasMessageContaining("the kernel says EINVAL");
    }

    @Test
    void closingTheLabDetaches(@BpfProgram("xdp_verdict") XdpProgram program) {
        XdpAttachment attached;
        XdpAttachment.Exceptions exceptions;
        try (Lab lab = io.bpftest.Bpf.lab()) {
            attached = lab.link("a", "b").far().attach(program, XdpMode.NATIVE);
            exceptions = attached.exceptions();
        }
        assertThat(attached.isAttached()).isFalse();
        assertThat(exceptions.count()).isZero();
    }
}
