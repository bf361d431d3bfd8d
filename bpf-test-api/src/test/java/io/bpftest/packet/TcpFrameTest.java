package io.bpftest.packet;

import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcap4j.packet.TcpPacket;

class TcpFrameTest {

    private static final Tcp4Frame PLAIN = tcp4("203.0.113.7", 4000, "198.51.100.1", 80);
    private static final Map<TcpFlag, UnaryOperator<Tcp4Frame>> SETTERS = Map.of(
            TcpFlag.SYN, Tcp4Frame::syn,
            TcpFlag.ACK, Tcp4Frame::ack,
            TcpFlag.FIN, Tcp4Frame::fin,
            TcpFlag.RST, Tcp4Frame::rst,
            TcpFlag.PSH, Tcp4Frame::psh,
            TcpFlag.URG, Tcp4Frame::urg,
            TcpFlag.ECE, Tcp4Frame::ece,
            TcpFlag.CWR, Tcp4Frame::cwr);
    private static final int IP = 14;
    private static final int FLAGS = 14 + 20 + 13;

    @ParameterizedTest
    @EnumSource
    void setsEachFlagAloneInItsBit(TcpFlag flag) {
        byte[] frame = SETTERS.get(flag).apply(PLAIN).bytes();

        assertThat(frame[FLAGS]).isEqualTo((byte) flag.mask());
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @Test
    void hasNoFlagUnlessAskedFor() {
        assertThat(PLAIN.bytes()[FLAGS]).isZero();
    }

    @Test
    void combinesFlagsInAnyOrderWithCallsOfOtherLayers() {
        byte[] frame =
                PLAIN.ack().ttl(9).vlan(5).syn().from("02:00:00:00:00:07").bytes();

        assertThat(frame[FLAGS + 4]).isEqualTo((byte) 0x12);
    }

    @Test
    void setsEveryFieldOverIp4() {
        byte[] frame = PLAIN.sequence(0xffff_fffeL)
                .acknowledgment(0x8000_0001L)
                .window(1234)
                .urgentPointer(7)
                .sourcePort(5000)
                .destinationPort(81)
                .psh()
                .payload("odd")
                .bytes();

        TcpPacket.TcpHeader tcp = PacketParser.parse(frame).get(TcpPacket.class).getHeader();
        assertThat(tcp.getSequenceNumberAsLong()).isEqualTo(0xffff_fffeL);
        assertThat(tcp.getAcknowledgmentNumberAsLong()).isEqualTo(0x8000_0001L);
        assertThat(tcp.getWindowAsInt()).isEqualTo(1234);
        assertThat(tcp.getUrgentPointerAsInt()).isEqualTo(7);
        assertThat(tcp.getSrcPort().valueAsInt()).isEqualTo(5000);
        assertThat(tcp.getDstPort().valueAsInt()).isEqualTo(81);
        assertThat(tcp.getDataOffsetAsInt()).isEqualTo(5);
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, IP)).isTrue();
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @Test
    void sumsUpOverIp6() {
        byte[] frame = tcp6("2001:db8::1", 4000, "2001:db8::2", 80)
                .syn()
                .sequence(1)
                .payload("hello")
                .bytes();

        assertThat(frame).hasSize(14 + 40 + 20 + 5);
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> PLAIN.sequence(0x1_0000_0000L))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("sequence number", "4294967296", "0 to 4294967295");
        assertThatThrownBy(() -> PLAIN.acknowledgment(-1))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("acknowledgment number");
        assertThatThrownBy(() -> PLAIN.window(65536))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("window");
        assertThatThrownBy(() -> PLAIN.urgentPointer(65536))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("urgent pointer");
    }
}
