package io.bpftest.packet;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ip6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.UdpPacket;

class UdpFrameTest {

    private static final int IP = 14;
    private static final int UDP4_CHECKSUM = 40;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 1472, 65507})
    void sumsUpAndCountsAnyPayloadOverIp4(int length) {
        byte[] frame = udp4("203.0.113.7", 4000, "198.51.100.1", 65535)
                .payloadOfZeros(length)
                .bytes();

        UdpPacket udp = PacketParser.parse(frame).get(UdpPacket.class);
        assertThat(frame).hasSize(42 + length);
        assertThat(udp.getHeader().getLengthAsInt()).isEqualTo(8 + length);
        assertThat(udp.getHeader().getDstPort().valueAsInt()).isEqualTo(65535);
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, IP)).isTrue();
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "an odd payload!"})
    void sumsUpAndCountsAnyPayloadOverIp6(String payload) {
        byte[] frame = udp6("2001:db8::1", 4000, "2001:db8::2", 4001)
                .hopLimit(3)
                .trafficClass(0xb8)
                .flowLabel(0xabcde)
                .payload(payload)
                .bytes();

        IpV6Packet.IpV6Header ip =
                PacketParser.parse(frame).get(IpV6Packet.class).getHeader();
        assertThat(ip.getPayloadLengthAsInt()).isEqualTo(8 + payload.length());
        assertThat(ip.getHopLimitAsInt()).isEqualTo(3);
        assertThat(ip.getTrafficClass().value()).isEqualTo((byte) 0xb8);
        assertThat(ip.getFlowLabel().value()).isEqualTo(0xabcde);
        assertThat(ip.getSrcAddr()).isEqualTo(ip6("2001:db8::1"));
        assertThat(ip.getDstAddr()).isEqualTo(ip6("2001:db8::2"));
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @Test
    void setsEveryFieldOfIp4() {
        byte[] frame = udp4("203.0.113.7", 1, "198.51.100.1", 2)
                .sourceAddress(ip4("192.0.2.1"))
                .destinationAddress(ip4("192.0.2.2"))
                .tos(3)
                .dscp(46)
                .identification(0xbeef)
                .dontFragment()
                .ttl(255)
                .sourcePort(3)
                .destinationPort(4)
                .bytes();

        IpV4Packet packet = PacketParser.parse(frame).get(IpV4Packet.class);
        IpV4Packet.IpV4Header ip = packet.getHeader();
        assertThat(ip.getTos().value()).isEqualTo((byte) (46 << 2 | 3));
        assertThat(ip.getIdentificationAsInt()).isEqualTo(0xbeef);
        assertThat(ip.getDontFragmentFlag()).isTrue();
        assertThat(ip.getTtlAsInt()).isEqualTo(255);
        assertThat(ip.getSrcAddr()).isEqualTo(ip4("192.0.2.1"));
        assertThat(ip.getDstAddr()).isEqualTo(ip4("192.0.2.2"));
        assertThat(packet.get(UdpPacket.class).getHeader().getSrcPort().valueAsInt())
                .isEqualTo(3);
        assertThat(packet.get(UdpPacket.class).getHeader().getDstPort().valueAsInt())
                .isEqualTo(4);
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, IP)).isTrue();
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @Test
    void sendsAllOnesWhereTheChecksumComesOutAsZero() {
        byte[] plain = udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                .payload(new byte[] {0, 0})
                .bytes();
        // Adding the checksum itself to the words summed up makes their sum all ones and the checksum zero.
        byte[] payload = {plain[UDP4_CHECKSUM], plain[UDP4_CHECKSUM + 1]};

        byte[] frame =
                udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload(payload).bytes();

        assertThat(HexFormat.of().formatHex(frame, UDP4_CHECKSUM, UDP4_CHECKSUM + 2))
                .isEqualTo("ffff");
        assertThat(ReferenceChecksums.transportHolds(frame, IP)).isTrue();
    }

    @Test
    void refusesPortsOutOfRange() {
        assertThatThrownBy(() -> udp4("203.0.113.7", -1, "198.51.100.1", 53))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("source port", "-1", "0 to 65535");
        assertThatThrownBy(() -> udp6("::1", 1, "::2", 65536))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("destination port", "65536", "0 to 65535");
    }

    @Test
    void refusesAPayloadThatNoIpPacketHolds() {
        Udp4Frame over4 = udp4("203.0.113.7", 1, "198.51.100.1", 2).payloadOfZeros(65508);
        Udp6Frame over6 = udp6("::1", 1, "::2", 2).payloadOfZeros(65528);

        assertThatThrownBy(over4::build)
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("payload length", "65508", "at most 65507");
        assertThatThrownBy(over6::build)
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("payload length", "65528", "at most 65527");
    }
}
