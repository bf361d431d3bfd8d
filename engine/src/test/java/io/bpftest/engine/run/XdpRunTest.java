package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("verdicts.bpf.c")
@BpfObject("resize.bpf.c")
class XdpRunTest {

    @BpfProgram("xdp_verdict")
    XdpProgram verdicts;

    @BpfProgram("xdp_resize")
    XdpProgram resize;

    @BpfMap
    KernelMap<Integer, Long> runs;

    @ParameterizedTest
    @CsvSource({"0, ABORTED", "1, DROP", "2, PASS", "3, TX", "4, REDIRECT"})
    void everyActionOfTheKernelIsAVerdict(int number, XdpVerdict verdict) {
        XdpRun run = verdicts.run(Frames.asking(number));

        assertThat(run.verdict()).isEqualTo(verdict);
        assertThat(run.returnValue()).isEqualTo(number);
        assertThat(run.outcome()).isEqualTo("XDP_" + verdict);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 4711, -1, Integer.MIN_VALUE})
    void aNumberThatIsNoActionStaysVisible(int number) {
        XdpRun run = verdicts.run(Frames.asking(number));

        assertThat(run.verdict()).isEqualTo(XdpVerdict.UNKNOWN);
        assertThat(run.returnValue()).isEqualTo(number);
        assertThat(run.outcome()).startsWith(String.valueOf(number));
    }

    @Test
    void aPacketThatTheProgramLeavesAloneComesOutAsItWentIn() {
        byte[] packet = pattern(1500);

        XdpRun run = resize.run(packet);

        assertThat(run.output()).isEqualTo(packet).isNotSameAs(packet);
        assertThat(run.input()).isEqualTo(packet);
    }

    @Test
    @BpfConstant(name = "grow_head", value = "8")
    void aPacketGrownAtItsHeadComesOutWhole() {
        byte[] packet = pattern(64);

        byte[] output = resize.run(packet).output();

        assertThat(output).hasSize(72);
        assertThat(Arrays.copyOfRange(output, 8, 72)).isEqualTo(packet);
    }

    @Test
    @BpfConstant(name = "grow_tail", value = "200")
    void aPacketGrownAtItsTailComesOutWhole() {
        byte[] packet = pattern(64);

        byte[] output = resize.run(packet).output();

        assertThat(output).isEqualTo(Arrays.copyOf(packet, 264));
    }

    @Test
    @BpfConstant(name = "grow_tail", value = "-30")
    void aPacketCutAtItsTailComesOutShorter() {
        byte[] packet = pattern(64);

        assertThat(resize.run(packet).output()).isEqualTo(Arrays.copyOf(packet, 34));
    }

    @Test
    @BpfConstant(name = "grow_tail", value = "200")
    void aGrownPacketTakesOneRunOnly() {
        resize.run(Frames.ofLength(64));

        assertThat(runs.get(0)).isEqualTo(1);
    }

    @Test
    void theShortestPacketIsAnEthernetHeader() {
        assertThat(resize.run(Frames.ofLength(14)).output()).isEqualTo(Frames.ofLength(14));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13})
    void aPacketWithoutAWholeEthernetHeaderIsRefusedBeforeTheProgramRuns(int length) {
        assertThatThrownBy(() -> resize.run(new byte[length]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("XDP program \"xdp_resize\"")
                .hasMessageContaining(length + " bytes")
                .hasMessageContaining("at least 14 bytes");
        assertThat(runs.get(0)).isZero();
    }

    @Test
    void theKernelsMeasureOfTheRunIsReported() {
        assertThat(resize.run(Frames.ofLength(64)).duration()).isPositive().isLessThan(java.time.Duration.ofSeconds(1));
    }

    /** A frame in which no two neighbouring bytes are equal, so that a shift is seen. */
    static byte[] pattern(int length) {
        byte[] frame = Frames.ofLength(length);
        for (int i = 14; i < length; i++) {
            frame[i] = (byte) (i * 7 + i / 256);
        }
        return frame;
    }
}
