package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.XdpAttachment;
import io.bpftest.lab.XdpMode;
import io.bpftest.map.CpuMap;
import io.bpftest.map.DevMap;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The five outcomes of XDP, as they are seen on the wire. */
@BpfObject("verdicts.bpf.c")
@BpfObject("live.bpf.c")
@MakesNamespaces
class XdpOutcomeTest {

    private static final byte[] PASSED = Frames.asking(XdpVerdict.PASS.ordinal());

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aPassedFrameGoesUpAndADroppedOneDoesNot(XdpMode mode, Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        wire.far().attach(program, mode);

        wire.near().send(Frames.asking(XdpVerdict.DROP.ordinal()));
        wire.near().send(PASSED);

        assertThat(atB.next()).isEqualTo(PASSED);
        assertThat(atB.soFar()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aTransmittedFrameComesBack(XdpMode mode, Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atA = wire.near().capture();
        Capture atB = wire.far().capture();
        wire.far().attach(program, mode);

        byte[] sent = Frames.asking(XdpVerdict.TX.ordinal());
        wire.near().send(sent);
        assertThat(atA.next()).isEqualTo(sent);

        wire.near().send(PASSED);
        assertThat(atB.next()).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aRedirectedFrameLeavesByTheOtherInterface(
            XdpMode mode,
            Lab lab,
            @BpfProgram("redirects") XdpProgram program,
            @BpfMap("target") KernelMap<Integer, Integer> target) {
        LabLink in = lab.link("a", "b");
        LabLink out = lab.link("b", "c");
        Capture atC = out.far().capture();
        target.put(0, out.near().index());
        in.far().attach(program, mode);

        in.near().send(PASSED);

        assertThat(atC.next()).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aDevmapsEntryIsAnInterfaceOfTheHostItIsPutInto(
            XdpMode mode, Lab lab, @BpfProgram("by_device") XdpProgram program, @BpfMap("devices") DevMap devices) {
        LabLink in = lab.link("a", "b");
        LabLink out = lab.link("b", "c");
        Capture atC = out.far().capture();
        lab.host("b").run(() -> devices.put(3, out.near().name()));
        in.far().attach(program, mode);

        in.near().send(PASSED);

        assertThat(atC.next()).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aCpumapsEntryHandsFramesOverToACpuWhichPassesThem(
            XdpMode mode, Lab lab, @BpfProgram("by_cpu") XdpProgram program, @BpfMap("cpus") CpuMap cpus) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        wire.far().attach(program, mode);
        // An entry that is not there drops.
        wire.near().send(Frames.asking(1));
        cpus.put(0, 16);

        wire.near().send(PASSED);

        assertThat(atB.next()).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void anAbortedFrameIsAnExceptionAndADroppedOneIsNot(
            XdpMode mode, Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        XdpAttachment attached = wire.far().attach(program, mode);
        XdpAttachment.Exceptions exceptions = attached.exceptions();

        wire.near().send(Frames.asking(XdpVerdict.DROP.ordinal()));
        wire.near().send(Frames.asking(XdpVerdict.ABORTED.ordinal()));
        wire.near().send(Frames.asking(4711));
        wire.near().send(PASSED);

        assertThat(atB.next()).isEqualTo(PASSED);
        assertThat(exceptions.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aDetachedProgramSeesNothing(XdpMode mode, Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
        LabLink wire = lab.link("a", "b");
        Capture atB = wire.far().capture();
        byte[] dropped = Frames.asking(XdpVerdict.DROP.ordinal());
        try (XdpAttachment attached = wire.far().attach(program, mode)) {
            assertThat(attached.hook()).isEqualTo("eth0 of host b, XDP " + mode.title());
            wire.near().send(dropped);
            wire.near().send(PASSED);
            assertThat(atB.next()).isEqualTo(PASSED);
        }
        wire.near().send(dropped);

        assertThat(atB.next(frame -> Arrays.equals(frame, dropped))).isEqualTo(dropped);
    }
}
