package io.bpftest.packet;

import static io.bpftest.packet.Packets.arpReply;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.mac;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.IpV4Packet;

/** Raw IP packets, fragments and ARP. */
class NetworkFrameTest {

    private static final RawIp4Frame GRE = ipv4("203.0.113.7", "198.51.100.1", 47);

    @Test
    void carriesAnyProtocolOverIp4() {
        byte[] frame = GRE.payload(new byte[] {1, 2, 3}).bytes();

        assertThat(frame).hasSize(37).endsWith(1, 2, 3);
        assertThat(frame[14 + 9]).isEqualTo((byte) 47);
        assertThat(HexFormat.of().formatHex(frame, 16, 18)).isEqualTo("0017");
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 14)).isTrue();
    }

    @Test
    void carriesAnyNextHeaderOverIp6() {
        byte[] frame = ipv6("2001:db8::1", "2001:db8::2", 255).payload("abc").bytes();

        assertThat(HexFormat.of().formatHex(frame, 14, 22)).isEqualTo("600000000003ff40");
        assertThat(ipv6("::1", "::2", 59).bytes()).hasSize(54);
    }

    @Test
    void makesFragments() {
        byte[] frame = GRE.identification(7)
                .fragmentOffset(1480)
                .moreFragments()
                .payload("data")
                .bytes();

        IpV4Packet.IpV4Header ip =
                PacketParser.parse(frame).get(IpV4Packet.class).getHeader();
        assertThat(ip.getFragmentOffset()).isEqualTo((short) 185);
        assertThat(ip.getMoreFragmentFlag()).isTrue();
        assertThat(GRE.fragmentOffset(65528).bytes()).hasSize(34);
    }

    @Test
    void refusesFieldsOutOfRange() {
        assertThatThrownBy(() -> GRE.fragmentOffset(12))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("fragment offset", "12 bytes", "a multiple of 8");
        assertThatThrownBy(() -> GRE.fragmentOffset(65536))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("fragment offset", "65536", "0 to 65528");
        assertThatThrownBy(() -> GRE.ttl(256))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("TTL");
        assertThatThrownBy(() -> GRE.tos(-1))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("type of service");
        assertThatThrownBy(() -> GRE.dscp(64))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("DSCP", "0 to 63");
        assertThatThrownBy(() -> GRE.identification(65536))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("identification");
        assertThatThrownBy(() -> ipv4("1.2.3.4", "1.2.3.5", 256))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("protocol");
    }

    @Test
    void refusesIp6FieldsOutOfRange() {
        RawIp6Frame frame = ipv6("::1", "::2", 59);

        assertThatThrownBy(() -> frame.hopLimit(256))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("hop limit");
        assertThatThrownBy(() -> frame.trafficClass(256))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("traffic class");
        assertThatThrownBy(() -> frame.flowLabel(0x100000))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("flow label");
        assertThatThrownBy(() -> ipv6("::1", "::2", -1))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("next header");
    }

    @Test
    void broadcastsAnArpRequestFromItsSource() {
        byte[] frame = arpRequest("203.0.113.7", "203.0.113.8")
                .from("02:00:00:00:00:0a")
                .bytes();

        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo("ffffffffffff" + "02000000000a" + "0806" + "0001" + "0800" + "06" + "04" + "0001"
                        + "02000000000a" + "cb007107" + "000000000000" + "cb007108");
    }

    @Test
    void repliesToTheFramesDestination() {
        byte[] frame =
                arpReply("203.0.113.8", "203.0.113.7").to("02:00:00:00:00:0a").bytes();

        assertThat(HexFormat.of().formatHex(frame, 20, 42))
                .isEqualTo("0002" + "020000000001" + "cb007108" + "02000000000a" + "cb007107");
    }

    @Test
    void liesInTheArpHeaderWhenAsked() {
        byte[] frame = arpReply("203.0.113.8", "203.0.113.7")
                .senderMac(mac("02:00:00:00:00:66"))
                .targetMac(mac("02:00:00:00:00:77"))
                .bytes();

        assertThat(HexFormat.of().formatHex(frame, 6, 12)).isEqualTo("020000000001");
        assertThat(HexFormat.of().formatHex(frame, 22, 28)).isEqualTo("020000000066");
        assertThat(HexFormat.of().formatHex(frame, 32, 38)).isEqualTo("020000000077");
    }
}
