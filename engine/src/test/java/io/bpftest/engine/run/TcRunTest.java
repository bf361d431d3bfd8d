package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcRun;
import io.bpftest.program.TcVerdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("verdicts.bpf.c")
@BpfObject("resize.bpf.c")
class TcRunTest {

    @BpfProgram("tc_verdict")
    TcProgram verdicts;

    @BpfProgram("tc_resize")
    TcProgram resize;

    @BpfMap
    KernelMap<Integer, Long> runs;

    @ParameterizedTest
    @EnumSource(value = TcVerdict.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void everyActionOfTheKernelIsAVerdict(TcVerdict verdict) {
        TcRun run = verdicts.run(Frames.asking(verdict.number()));

        assertThat(run.verdict()).isEqualTo(verdict);
        assertThat(run.returnValue()).isEqualTo(verdict.number());
        assertThat(run.outcome()).isEqualTo("TC_ACT_" + verdict);
    }

    @ParameterizedTest
    @CsvSource({"-1, NEXT", "0, PASS", "2, DROP", "7, REDIRECT"})
    void theNamesOfTcxAreTheSameVerdicts(int number, String name) throws ReflectiveOperationException {
        assertThat(verdicts.run(Frames.asking(number)).verdict())
                .isSameAs(TcVerdict.class.getField(name).get(null));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 0x00010020, -2, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aClassIdIsNoVerdictButStaysVisible(int number) {
        TcRun run = verdicts.run(Frames.asking(number));

        assertThat(run.verdict()).isEqualTo(TcVerdict.UNKNOWN);
        assertThat(run.returnValue()).isEqualTo(number);
        assertThat(run.outcome()).startsWith(number + " ").contains("class id");
    }

    @Test
    void anActionRunsAsAClassifierDoes() {
        var spec = Bpf.open("src/test/bpf/verdicts.bpf.c");
        spec.programs().forEach(program -> program.autoload(false));
        spec.program("action_verdict").loadAs(TcProgram.class);
        try (LoadedObject object = spec.load()) {
            TcProgram action = object.program(TcProgram.class);

            assertThat(action.info().type()).isEqualTo(ProgramType.SCHED_ACT);
            assertThat(action.run(Frames.asking(2)).verdict()).isEqualTo(TcVerdict.SHOT);
            assertThat(action.run(Frames.asking(-1)).verdict()).isEqualTo(TcVerdict.UNSPEC);
        }
    }

    /** Linux 6.18 lets a packet grow to 16,064 bytes, {@code SKB_MAX_ALLOC}. */
    @Test
    @BpfConstant(name = "grow_tail", value = "15500")
    void aPacketGrownFarBeyondItsPageComesOutWholeAfterOneRun() {
        byte[] packet = XdpRunTest.pattern(500);

        assertThat(resize.run(packet).output()).isEqualTo(Arrays.copyOf(packet, 16_000));
        assertThat(runs.get(0)).isEqualTo(1);
    }

    /** Linux 6.18 takes 3,712 bytes: a page less headroom and {@code struct skb_shared_info}. */
    @ParameterizedTest
    @ValueSource(ints = {3700, 3712, 3713, 4096, 9000})
    void aLongPacketComesOutWholeOrIsRefusedWithTheLimits(int length) {
        byte[] packet = XdpRunTest.pattern(length);

        byte[] output;
        try {
            output = resize.run(packet).output();
        } catch (PacketException refused) {
            assertThat(length).isGreaterThan(3700);
            assertThat(refused).hasMessageContaining(length + " bytes").hasMessageContaining("some 3,700 bytes");
            output = packet;
        }
        assertThat(output).isEqualTo(packet);
    }

    @Test
    void aLongerPacketIsRefusedWithTheLimitsAndTheProgramDoesNotRun() {
        assertThatThrownBy(() -> resize.run(Frames.ofLength(200_000)))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("TC program \"tc_resize\" cannot run on this packet")
                .hasMessageContaining("200000 bytes; the kernel says")
                .hasMessageContaining("what one page holds");
        assertThat(runs.get(0)).isZero();
    }

    @Test
    void theShortestPacketIsAnEthernetHeader() {
        assertThat(resize.run(Frames.ofLength(14)).output()).isEqualTo(Frames.ofLength(14));
        assertThatThrownBy(() -> resize.run(new byte[13]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("at least 14 bytes");
    }

    /** Recent kernels refuse a network header that is cut off, older ones take it: never may it be cut silently. */
    @ParameterizedTest
    @CsvSource({"0x0800, 33", "0x86dd, 53"})
    void aCutNetworkHeaderRunsWholeOrIsRefusedWithTheLimits(int etherType, int length) {
        byte[] packet = new byte[length];
        packet[12] = (byte) (etherType >> 8);
        packet[13] = (byte) etherType;

        byte[] output;
        try {
            output = resize.run(packet).output();
        } catch (PacketException refused) {
            assertThat(refused)
                    .hasMessageContaining(length + " bytes")
                    .hasMessageContaining("IPv4 at least 34 bytes")
                    .hasMessageContaining("IPv6 at least 54");
            output = packet;
        }
        assertThat(output).isEqualTo(packet);
        byte[] whole = Arrays.copyOf(packet, length + 1);
        assertThat(resize.run(whole).output()).isEqualTo(whole);
    }
}
