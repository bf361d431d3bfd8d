package io.bpftest.packet;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Options of IPv4 and TCP, extension headers of IPv6, provider tags, MPLS, and the bits of DSCP and ECN. */
class HeaderOptionsTest {

    private static final Udp4Frame OVER4 = udp4("203.0.113.7", 4000, "198.51.100.1", 9);
    private static final Udp6Frame OVER6 =
            udp6("2001:db8::1", 4000, "2001:db8::2", 9).payload("abc");

    @Test
    void writesIp4OptionsAndFillsTheLastWord() {
        byte[] frame = OVER4.routerAlert()
                .looseSourceRoute(ip4("192.0.2.1"))
                .payload("x")
                .bytes();

        assertThat(HexFormat.of().formatHex(frame, 34, 46)).isEqualTo("94040000" + "830704c0000201" + "00");
        assertThat(frame[14]).isEqualTo((byte) 0x48);
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 14)).isTrue();
        assertThat(PacketText.summary(frame)).endsWith("ttl 64 options RA,LSRR / udp 4000 > 9 / 1 B payload");
    }

    @Test
    void makesTransportChecksumsWithTheEndOfASourceRoute() {
        byte[] routed =
                OVER4.strictSourceRoute(ip4("192.0.2.1"), ip4("192.0.2.2")).bytes();
        byte[] direct = OVER4.destinationAddress(ip4("192.0.2.2")).bytes();

        assertThat(FrameBytes.u16(routed, 14 + 32 + 6)).isEqualTo(FrameBytes.u16(direct, 14 + 20 + 6));
        assertThat(PacketText.summary(routed)).doesNotContain("bad");
        assertThat(OVER4.looseSourceRoute().recordRoute(1)).asString().doesNotContain("bad");
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        assertThat(OVER4.recordRoute(9).bytes()).hasSize(14 + 60 + 8);
        assertThatThrownBy(() -> OVER4.recordRoute(9).options((byte) 1, (byte) 1))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("IPv4 options", "41 bytes", "at most 40 bytes");
        assertThatThrownBy(() -> tcp4("1.2.3.4", 1, "1.2.3.5", 2).tcpOptions(new byte[41]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("TCP options");
    }

    @Test
    void writesTcpOptionsInTheOrderOfTheCalls() {
        byte[] frame = tcp4("203.0.113.7", 4000, "198.51.100.1", 80)
                .syn()
                .mss(1460)
                .sackPermitted()
                .timestamps(1, 0xffff_ffffL)
                .tcpOptions((byte) 1)
                .windowScale(7)
                .payload("early")
                .bytes();

        assertThat(HexFormat.of().formatHex(frame, 54, 74))
                .isEqualTo("020405b4" + "0402" + "080a00000001ffffffff" + "01" + "030307");
        assertThat(frame[46]).isEqualTo((byte) 0xa0);
        assertThat(ReferenceChecksums.transportHolds(frame, 14)).isTrue();
        assertThat(PacketText.summary(frame))
                .endsWith("[S] seq 0 win 65535 mss 1460 sackOK TS val 1 ecr 4294967295 nop wscale 7 / 5 B payload");
    }

    @Test
    void showsTcpOptionsThatAreDamagedOrUnknown() {
        Tcp6Frame frame = tcp6("::1", 1, "::2", 2);

        assertThat(frame.sack(5, 9)).asString().endsWith("win 65535 sack 5:9");
        assertThat(frame.tcpOptions((byte) 254, (byte) 3, (byte) 7)).asString().endsWith("win 65535 option 254 (3 B)");
        assertThat(frame.tcpOptions((byte) 2, (byte) 9)).asString().endsWith("win 65535 bad option 2 length 9");
        assertThat(frame.tcpOptions((byte) 1, (byte) 1, (byte) 1, (byte) 8))
                .asString()
                .endsWith("nop nop nop bad option 8");
    }

    @Test
    void putsExtensionHeadersBeforeTheTransport() {
        byte[] frame = OVER6.hopByHop((byte) 5, (byte) 2, (byte) 0, (byte) 0)
                .routing(0, 0, new byte[4])
                .fragment(0, false, 7)
                .destinationOptions()
                .bytes();

        assertThat(HexFormat.of().formatHex(frame, 54, 86))
                .isEqualTo("2b00050200000100" + "2c00000000000000" + "3c00000000000007" + "1100010400000000");
        assertThat(FrameBytes.u16(frame, 18)).isEqualTo(32 + 11);
        assertThat(PacketText.summary(frame))
                .endsWith("/ hop-by-hop 8 B / routing 8 B type 0 segments left 0 / fragment id 7 offset 0 / dstopt 8 B"
                        + " / udp 4000 > 9 / 3 B payload");
        byte[] plain = OVER6.bytes();
        assertThat(Arrays.copyOfRange(frame, 86, frame.length)).isEqualTo(Arrays.copyOfRange(plain, 54, plain.length));
    }

    @Test
    void refusesExtensionHeadersThatCannotBe() {
        assertThatThrownBy(() -> OVER6.routing(0, 0, new byte[5]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("routing data");
        assertThatThrownBy(() -> OVER6.hopByHop(new byte[2047]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("at most 2048 bytes");
        assertThatThrownBy(() -> OVER6.fragment(4, true, 1)).isInstanceOf(PacketException.class);
    }

    @Test
    void setsDscpAndEcnApart() {
        assertThat(OVER4.tos(0xff).ecn(1).bytes()[15]).isEqualTo((byte) 0xfd);
        assertThat(OVER4.ecn(3).dscp(46).bytes()[15]).isEqualTo((byte) 0xbb);
        assertThat(OVER6.ecn(2).dscp(46)).asString().contains("class 0xba");
        assertThat(OVER6.trafficClass(0xff).ecn(0)).asString().contains("class 0xfc");
        assertThatThrownBy(() -> OVER6.dscp(64)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> OVER6.ecn(4)).isInstanceOf(PacketException.class);
    }

    @Test
    void putsAProvidersTagAndLabelsBeforeThePacket() {
        byte[] frame = OVER6.svlan(5).vlan(6).mpls(100).mpls(200, 3, 9).bytes();

        assertThat(HexFormat.of().formatHex(frame, 12, 30))
                .isEqualTo("88a8" + "0005" + "8100" + "0006" + "8847" + "00064040" + "000c8709");
        assertThat(PacketText.summary(frame))
                .contains(" / svlan 5 / vlan 6 / mpls 100 ttl 64 / mpls 200 tc 3 [S] ttl 9 / ip6 2001:db8::1 > ")
                .endsWith("/ udp 4000 > 9 / 3 B payload");
        assertThatThrownBy(() -> OVER6.mpls(0x100000))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("MPLS label");
    }
}
