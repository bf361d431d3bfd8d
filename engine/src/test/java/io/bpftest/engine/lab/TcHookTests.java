package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.TcHook;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcVerdict;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of frames by the verdict of a TC program, at the hooks of a family. They are at the ports of a bridge: a
 * capture at the same interface would see frames before TC does at ingress.
 */
@BpfObject("verdicts.bpf.c")
@BpfObject("tc_live.bpf.c")
@MakesNamespaces
abstract class TcHookTests {

    /** The directions of hooks. */
    enum Direction {
        INGRESS,
        EGRESS
    }

    @BpfMap("trail")
    KernelMap<Integer, Integer> trail;

    /** A hook of the family. */
    abstract TcHook hook(Direction direction);

    /** A hook of the family that runs a program before another, or behind it. */
    abstract TcHook hook(Direction direction, boolean first);

    /** Tells whether frames of a verdict go on their way. */
    abstract boolean passes(TcVerdict verdict);

    /** Tells whether programs behind see frames of a verdict. */
    abstract boolean goesOn(TcVerdict verdict);

    /** A bridge takes no frame without a sender. */
    static byte[] frame(TcVerdict verdict, int number) {
        byte[] frame = Frames.asking(verdict.number());
        frame[6] = 2;
        frame[60] = (byte) number;
        return frame;
    }

    /** Joins hosts a and b by a bridge; gives its port where frames from a to b meet the hook. */
    private static LabInterface port(Lab lab, Direction direction) {
        LabHost bridge = lab.bridge("switch", lab.host("a"), lab.host("b"));
        return bridge.networkInterface(direction == Direction.INGRESS ? "eth0" : "eth1");
    }

    private static LabInterface end(Lab lab, String host) {
        return lab.host(host).networkInterface("eth0");
    }

    static Stream<Arguments> verdicts() {
        return Arrays.stream(Direction.values()).flatMap(direction -> Arrays.stream(TcVerdict.values())
                .filter(verdict -> verdict != TcVerdict.UNKNOWN)
                .map(verdict -> Arguments.of(direction, verdict)));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void aVerdictSaysWhetherAFrameGoesOn(
            Direction direction,
            TcVerdict verdict,
            Lab lab,
            @BpfProgram("tc_verdict") TcProgram verdicts,
            @BpfProgram("one") TcProgram behind) {
        LabInterface port = port(lab, direction);
        Capture atB = end(lab, "b").capture();
        port.attach(verdicts, hook(direction, true));
        port.attach(behind, hook(direction, false));

        byte[] asked = frame(verdict, 1);
        end(lab, "a").send(asked);
        byte[] last = frame(TcVerdict.OK, 2);
        end(lab, "a").send(last);

        if (passes(verdict)) {
            assertThat(atB.next()).isEqualTo(asked);
        }
        assertThat(atB.next()).isEqualTo(last);
        assertThat(trail.get(0)).isEqualTo(goesOn(verdict) ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectedFrameLeavesByTheOtherInterface(
            Direction direction,
            Lab lab,
            @BpfProgram(value = "redirects", object = "tc_live.bpf.c") TcProgram program) {
        LabInterface port = port(lab, direction);
        LabLink out = lab.link("switch", "c");
        Capture atC = out.far().capture();
        Capture atB = end(lab, "b").capture();
        trail.put(1, out.near().index());

        byte[] redirected = frame(TcVerdict.OK, 1);
        try (Attachment attached = port.attach(program, hook(direction))) {
            assertThat(attached.hook()).contains(hook(direction).toString());
            end(lab, "a").send(redirected);
            assertThat(atC.next()).isEqualTo(redirected);
        }

        byte[] last = frame(TcVerdict.OK, 2);
        end(lab, "a").send(last);
        assertThat(atB.next()).isEqualTo(last);
    }

    @ParameterizedTest
    @EnumSource
    void aDetachedProgramSeesNothing(Direction direction, Lab lab, @BpfProgram("one") TcProgram one) {
        LabInterface port = port(lab, direction);
        Capture atB = end(lab, "b").capture();
        Attachment attached = port.attach(one, hook(direction));
        end(lab, "a").send(frame(TcVerdict.OK, 1));
        atB.next();
        assertThat(trail.get(0)).isEqualTo(1);

        attached.close();
        attached.close();
        assertThat(attached.isAttached()).isFalse();
        end(lab, "a").send(frame(TcVerdict.OK, 2));
        atB.next();
        assertThat(trail.get(0)).isEqualTo(1);
        assertThat(port.attach(one, hook(direction)).isAttached()).isTrue();
    }
}
