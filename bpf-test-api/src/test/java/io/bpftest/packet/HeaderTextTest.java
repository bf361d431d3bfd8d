package io.bpftest.packet;

import static io.bpftest.packet.Packets.arpReply;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

    @Test
    void givesEveryFieldOfTcpInAVlanOverIp4() {
        List<HeaderText> headers = PacketText.headers(tcp4("203.0.113.7", 4000, "198.51.100.1", 80)
                .vlan(3, 1)
                .syn()
                .sequence(9)
                .payload("abc")
                .bytes());

        assertThat(headers.stream().map(HeaderTextTest::text))
                .containsExactly(
                        "eth@0+14 destination=02:00:00:00:00:02 source=02:00:00:00:00:01" + " type=0x8100 (802.1Q)",
                        "vlan@14+4 priority=1 drop eligible=false id=3 type=0x0800 (IPv4)",
                        "ip4@18+20 version=4 header length=20 type of service=0x00 total length=43 identification=0"
                                + " flags=none fragment offset=0 ttl=64 protocol=6 (TCP) checksum=0x1491 (right)"
                                + " source=203.0.113.7 destination=198.51.100.1",
                        "tcp@38+20 source port=4000 destination port=80 (http) sequence=9 acknowledgment=0 header length=20"
                                + " reserved=0 flags=[S] window=65535 checksum=0x7547 (right) urgent pointer=0",
                        "payload@58+3 length=3 B bytes=61 62 63");
    }

    @Test
    void givesEveryFieldOfUdpOverIp6() {
        List<HeaderText> headers = PacketText.headers(
                udp6("2001:db8::1", 4000, "2001:db8::2", 53).flowLabel(1).bytes());

        assertThat(headers.stream().skip(1).map(HeaderTextTest::text))
                .containsExactly(
                        "ip6@14+40 version=6 traffic class=0x00 flow label=0x00001 payload length=8"
                                + " next header=17 (UDP) hop limit=64 source=2001:db8::1 destination=2001:db8::2",
                        "udp@54+8 source port=4000 destination port=53 (domain) length=8 checksum=0x9494 (right)");
    }

    @Test
    void givesEveryFieldOfArp() {
        List<HeaderText> headers =
                PacketText.headers(arpReply("203.0.113.8", "203.0.113.7").bytes());

        assertThat(text(headers.get(1)))
                .isEqualTo("arp@14+28 hardware type=1 protocol type=0x0800 (IPv4) hardware length=6 protocol length=4"
                        + " operation=2 (reply) sender MAC=02:00:00:00:00:01 sender IP=203.0.113.8"
                        + " target MAC=02:00:00:00:00:02 target IP=203.0.113.7");
    }

    @Test
    void givesEveryFieldOfIcmp() {
        Icmp4Frame frame = icmp4("203.0.113.7", "198.51.100.1");

        assertThat(text(PacketText.headers(frame.bytes()).get(2)))
                .isEqualTo("icmp@34+8 type=8 (echo request) code=0 checksum=0xf7fd (right) identifier=1 sequence=1");
        assertThat(text(PacketText.headers(
                                frame.type(5, 1).restOfHeader(0xc0a80001L).bytes())
                        .get(2)))
                .isEqualTo("icmp@34+8 type=5 (redirect) code=1 (redirect datagrams for the host)"
                        + " checksum=0x3a55 (right) rest of header=0xc0a80001");
    }

    @Test
    void saysWhichChecksumWouldBeRight() {
        byte[] frame = tcp4("203.0.113.7", 4000, "198.51.100.1", 80).bytes();
        frame[24] = 0;

        assertThat(PacketText.headers(frame).get(1).fields())
                .containsEntry("checksum", "0x0094 (wrong, 0x1494 is right)");
    }

    @Test
    void cannotBeChanged() {
        HeaderText header = PacketText.headers(
                        arpReply("203.0.113.8", "203.0.113.7").bytes())
                .get(0);

        assertThatThrownBy(() -> header.fields().put("type", "0")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static String text(HeaderText header) {
        return header.name() + "@" + header.offset() + "+" + header.length()
                + header.fields().entrySet().stream()
                        .map(field -> " " + field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining());
    }
}
