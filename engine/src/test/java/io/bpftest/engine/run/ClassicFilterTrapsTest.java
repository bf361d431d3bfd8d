package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.Environment;
import io.bpftest.RunIn;
import io.bpftest.engine.Frames;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicInstruction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a classic filter sees beside the packet, where it comes from no device. */
@RunIn({Environment.LOCAL, Environment.CONTAINER, Environment.VM})
class ClassicFilterTrapsTest {

    private static final long SKF_AD_OFF = 0xffff_f000L;
    private static final long SKF_NET_OFF = 0xfff0_0000L;
    private static final long SKF_LL_OFF = 0xffe0_0000L;

    private static final byte[] PACKET = packet();

    private static byte[] packet() {
        byte[] packet = Frames.ofLength(200);
        packet[0] = 77;
        return packet;
    }

    /** Returns what a load gives, of a word (0x20) or a byte (0x30). */
    private static ClassicFilterProgram returning(int load, long operand) {
        return Bpf.classicFilter(
                List.of(new ClassicInstruction(load, 0, 0, operand), new ClassicInstruction(0x16, 0, 0, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "SKF_AD_PROTOCOL, 0",
        "SKF_AD_PKTTYPE, 4",
        "SKF_AD_IFINDEX, 8",
        "SKF_AD_MARK, 20",
        "SKF_AD_QUEUE, 24",
        "SKF_AD_HATYPE, 28",
        "SKF_AD_VLAN_TAG, 44",
        "SKF_AD_VLAN_TAG_PRESENT, 48",
        "SKF_AD_PAY_OFFSET, 52",
        "SKF_AD_VLAN_TPID, 60"
    })
    void thereIsNoDeviceToAsk(String name, int what) {
        assertThat(returning(0x20, SKF_AD_OFF + what).run(PACKET)).as(name).drops();
    }

    @Test
    void theNetworkHeaderIsTakenToBeginThePacket() {
        assertThat(returning(0x30, SKF_NET_OFF).run(PACKET)).acceptsBytes(77);
        assertThat(returning(0x30, SKF_NET_OFF + 12).run(PACKET)).acceptsBytes(0x88);
    }

    @Test
    void thereIsNoLinkHeader() {
        assertThat(returning(0x30, SKF_LL_OFF).run(PACKET)).drops();
    }

    @Test
    void aLoadBehindTheEndDrops() {
        assertThat(returning(0x30, 13).run(PACKET)).acceptsBytes(0xb5);
        assertThat(returning(0x30, 200).run(PACKET)).drops();
    }
}
