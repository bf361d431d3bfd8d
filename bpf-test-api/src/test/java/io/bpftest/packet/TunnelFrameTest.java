package io.bpftest.packet;

import static io.bpftest.packet.Packets.ah;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.esp;
import static io.bpftest.packet.Packets.geneve;
import static io.bpftest.packet.Packets.gre;
import static io.bpftest.packet.Packets.gretap;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.packet.Packets.vxlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Packets in packets. */
class TunnelFrameTest {

    private static final String IP4 = "eth 02:..:01 > 02:..:02 / ip4 192.0.2.1 > 192.0.2.2 ttl 64";
    private static final String INNER = " / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 1 > 2 / 1 B payload";
    private static final RawIp4Frame OUTER = ipv4("192.0.2.1", "192.0.2.2");
    private static final Udp4Frame PACKET =
            udp4("203.0.113.7", 1, "198.51.100.1", 2).payload("x");

    @Test
    void carriesIpInIpOfAnyVersions() {
        assertThat(OUTER.carrying(PACKET.vlan(3).mpls(4).padded())).hasToString(IP4 + INNER);
        assertThat(OUTER.carrying(tcp6("::1", 1, "::2", 2)))
                .hasToString(IP4 + " / ip6 ::1 > ::2 hlim 64 / tcp 1 > 2 [none] seq 0 win 65535");
        assertThat(ipv6("2001:db8::1", "2001:db8::2").carrying(PACKET))
                .asString()
                .endsWith("hlim 64" + INNER);
        assertThat(OUTER.carrying(PACKET).bytes()[23]).isEqualTo((byte) 4);
        assertThat(OUTER.carrying(tcp6("::1", 1, "::2", 2)).bytes()[23]).isEqualTo((byte) 41);
        assertThat(ipv6("::1", "::2").carrying(PACKET).destinationOptions())
                .asString()
                .contains(" / dstopt 8 B" + INNER);
    }

    @Test
    void carriesGreWithItsOptionalFields() {
        byte[] frame = OUTER.carrying(gre(PACKET).key(7).sequence(9).checksum()).bytes();

        assertThat(HexFormat.of().formatHex(frame, 34, 38)).isEqualTo("b0000800");
        assertThat(HexFormat.of().formatHex(frame, 40, 50)).isEqualTo("0000" + "00000007" + "00000009");
        assertThat(ReferenceChecksums.icmp4Holds(frame, 34)).isTrue();
        assertThat(PacketText.summary(frame)).isEqualTo(IP4 + " / gre key 7 seq 9" + INNER);
        assertThat(OUTER.carrying(gre(PACKET).checksum()).badChecksum())
                .hasToString(IP4 + " / gre bad checksum" + INNER);
        assertThat(OUTER.carrying(gre(PACKET)).bytes()).hasSize(34 + 4 + 29);
        assertThat(OUTER.carrying(gre(PACKET)).badChecksum()).asString().contains("udp 1 > 2 bad checksum");
    }

    @Test
    void carriesEthernetInGreVxlanAndGeneve() {
        String eth = " / eth 02:..:01 > 02:..:02";
        Udp4Frame udp = udp4("192.0.2.1", 49152, "192.0.2.2", 4789);

        assertThat(OUTER.carrying(gretap(PACKET))).hasToString(IP4 + " / gre" + eth + INNER);
        assertThat(udp.carrying(vxlan(0xabcdef, PACKET.vlan(3))))
                .hasToString(IP4 + " / udp 49152 > 4789 / vxlan vni 11259375" + eth + " / vlan 3" + INNER);
        assertThat(udp.destinationPort(6081).carrying(geneve(5, PACKET).option(0x102, 0x80, new byte[4])))
                .hasToString(IP4 + " / udp 49152 > 6081 / geneve vni 5 options 8 B" + eth + INNER);
        assertThat(udp.carrying(vxlan(1, arpRequest("192.0.2.3", "192.0.2.4"))))
                .asString()
                .endsWith("arp who-has 192.0.2.4 tell 192.0.2.3");
    }

    @Test
    void writesTheBytesOfVxlanAndGeneve() {
        byte[] vxlan = vxlan(0xabcdef, PACKET).bytes();
        byte[] geneve = geneve(5, PACKET)
                .option(0x102, 0x80, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                .bytes();

        assertThat(HexFormat.of().formatHex(vxlan, 0, 8)).isEqualTo("08000000abcdef00");
        assertThat(Arrays.copyOfRange(vxlan, 8, vxlan.length)).isEqualTo(PACKET.bytes());
        assertThat(HexFormat.of().formatHex(geneve, 0, 16)).isEqualTo("0240655800000500" + "0102800101020304");
        byte[] outer = udp6("::1", 1, "::2", 4789).carrying(vxlan(1, PACKET)).bytes();
        assertThat(ReferenceChecksums.transportHolds(outer, 14)).isTrue();
    }

    @Test
    void carriesEspAndAh() {
        assertThat(OUTER.carrying(esp(0x1234, 5, new byte[24])))
                .hasToString(IP4 + " / esp spi 0x00001234 seq 5 / 24 B payload");
        assertThat(OUTER.carrying(ah(1, 2).carrying(PACKET))).hasToString(IP4 + " / ah spi 0x00000001 seq 2" + INNER);
        assertThat(ipv6("::1", "::2").carrying(ah(1, 2).check(new byte[4]).carrying(esp(3, 4))))
                .asString()
                .endsWith("/ ah spi 0x00000001 seq 2 / esp spi 0x00000003 seq 4");
        assertThat(HexFormat.of().formatHex(ah(1, 2).check(new byte[4]).bytes()))
                .isEqualTo("3b02000000000001" + "0000000200000000");
    }

    @Test
    void showsTunnelHeadersThatCannotBe() {
        RawIp4Frame tunnel = OUTER.carrying(gre(PACKET));
        Udp4Frame udp = udp4("192.0.2.1", 49152, "192.0.2.2", 4789);

        assertThat(tunnel.overwritten(35, 1)).asString().contains("(gre flags 0x0001)");
        assertThat(tunnel.overwritten(36, 0x12, 0x34)).asString().contains("gre type 0x1234");
        assertThat(tunnel.truncated(36)).asString().contains("gre header cut short");
        assertThat(OUTER.carrying(ah(1, 2)).overwritten(35, 0)).asString().contains("ah header length 8");
        assertThat(udp.payload("short")).asString().endsWith("5 B (vxlan header cut short)");
        assertThat(udp.destinationPort(6081).carrying(geneve(1, PACKET)).overwritten(42, 0x80))
                .asString()
                .contains("geneve version 2");
    }

    @Test
    void stopsAtSoManyHeadersThatNobodyReadsThem() {
        Frame<?> frame = PACKET;
        for (int i = 0; i < 40; i++) {
            frame = OUTER.carrying(frame);
        }

        assertThat(frame).asString().endsWith("(more than 32 headers)");
    }

    @Test
    void refusesWhatTunnelsCannotHold() {
        assertThatThrownBy(() -> OUTER.carrying(arpRequest("192.0.2.3", "192.0.2.4")))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("cannot carry this frame", "arp who-has");
        assertThatThrownBy(() -> vxlan(0x1000000, PACKET)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> geneve(1, PACKET).option(1, 1, new byte[3])).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> gre(PACKET).key(-1)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> ah(1, 1).check(new byte[5])).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> esp(-1, 1)).isInstanceOf(PacketException.class);
    }
}
