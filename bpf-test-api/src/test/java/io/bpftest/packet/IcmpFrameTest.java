package io.bpftest.packet;

import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IcmpV4EchoReplyPacket;
import org.pcap4j.packet.IcmpV6EchoRequestPacket;

class IcmpFrameTest {

    private static final Icmp4Frame OVER4 = icmp4("203.0.113.7", "198.51.100.1");
    private static final Icmp6Frame OVER6 = icmp6("2001:db8::1", "2001:db8::2");
    private static final int ICMP4 = 34;
    private static final int ICMP6 = 54;

    @Test
    void isAnEchoRequestUnlessSet() {
        assertThat(OVER4.bytes()).isEqualTo(OVER4.echoRequest(1, 1).bytes());
        assertThat(OVER6.bytes()).isEqualTo(OVER6.echoRequest(1, 1).bytes());
    }

    @Test
    void echoesOverIp4() {
        byte[] frame = OVER4.echoReply(0xbeef, 65535).payload("abc").bytes();

        IcmpV4EchoReplyPacket.IcmpV4EchoReplyHeader echo =
                PacketParser.parse(frame).get(IcmpV4EchoReplyPacket.class).getHeader();
        assertThat(frame[ICMP4]).isZero();
        assertThat(echo.getIdentifierAsInt()).isEqualTo(0xbeef);
        assertThat(echo.getSequenceNumberAsInt()).isEqualTo(65535);
        assertThat(ReferenceChecksums.icmp4Holds(frame, ICMP4)).isTrue();
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 14)).isTrue();
    }

    @Test
    void echoesOverIp6() {
        byte[] frame = OVER6.echoRequest(7, 8).payload("abc").bytes();

        IcmpV6EchoRequestPacket.IcmpV6EchoRequestHeader echo =
                PacketParser.parse(frame).get(IcmpV6EchoRequestPacket.class).getHeader();
        assertThat(frame[ICMP6]).isEqualTo((byte) 128);
        assertThat(echo.getIdentifierAsInt()).isEqualTo(7);
        assertThat(echo.getSequenceNumberAsInt()).isEqualTo(8);
        assertThat(ReferenceChecksums.transportHolds(frame, 14)).isTrue();
        assertThat(OVER6.echoReply(7, 8).bytes()[ICMP6]).isEqualTo((byte) 129);
    }

    @Test
    void sendsAnyTypeAndCodeOverIp4() {
        byte[] frame = OVER4.type(3, 4).restOfHeader(1400).payload("q").bytes();

        assertThat(HexFormat.of().formatHex(frame, ICMP4, ICMP4 + 2)).isEqualTo("0304");
        assertThat(HexFormat.of().formatHex(frame, ICMP4 + 4, frame.length)).isEqualTo("0000057871");
        assertThat(ReferenceChecksums.icmp4Holds(frame, ICMP4)).isTrue();
    }

    @Test
    void sendsAnyTypeAndCodeOverIp6() {
        byte[] frame = OVER6.type(2, 0).restOfHeader(0xffff_fffdL).payload("q").bytes();

        assertThat(HexFormat.of().formatHex(frame, ICMP6, ICMP6 + 2)).isEqualTo("0200");
        assertThat(HexFormat.of().formatHex(frame, ICMP6 + 4, frame.length)).isEqualTo("fffffffd71");
        assertThat(ReferenceChecksums.transportHolds(frame, 14)).isTrue();
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> OVER4.type(256, 0))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("ICMP type", "256", "0 to 255");
        assertThatThrownBy(() -> OVER6.type(0, -1))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("ICMP code");
        assertThatThrownBy(() -> OVER4.echoRequest(65536, 0))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("ICMP identifier");
        assertThatThrownBy(() -> OVER6.echoReply(0, 65536))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("ICMP sequence");
    }
}
