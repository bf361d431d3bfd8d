package io.bpftest.packet;

import static io.bpftest.packet.Packets.arpReply;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcap4j.packet.namednumber.EtherType;

/** Summaries of frames that are as they should be. */
class PacketTextTest {

    private static final String ETH = "eth 02:..:01 > 02:..:02";
    private static final String IP4 = ETH + " / ip4 203.0.113.7 > 198.51.100.1 ttl 64";
    private static final String IP6 = ETH + " / ip6 2001:db8::1 > 2001:db8::2 hlim 64";

    @Test
    void showsUdpOverIp4() {
        assertThat(summary(udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x")))
                .isEqualTo(IP4 + " / udp 4000 > 53 / 1 B payload");
    }

    @Test
    void showsUdpOverIp6InTheShortestForm() {
        assertThat(summary(udp6("2001:db8:0:0:0:0:0:1", 4000, "2001:db8::2", 53)
                        .trafficClass(0xb8)
                        .flowLabel(0x12)))
                .isEqualTo(IP6 + " class 0xb8 flow 0x00012 / udp 4000 > 53");
    }

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::ffff:203.0.113.7, ::ffff:203.0.113.7",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
    })
    void writesIp6AddressesAsRfc5952Does(String address, String text) {
        assertThat(summary(ipv6(address, "::9", 59))).isEqualTo(ETH + " / ip6 " + text + " > ::9 hlim 64");
    }

    @Test
    void showsTcpFlagsAsTcpdumpDoes() {
        Tcp4Frame plain = tcp4("203.0.113.7", 4000, "198.51.100.1", 80).sequence(5);

        assertThat(summary(plain.syn())).isEqualTo(IP4 + " / tcp 4000 > 80 [S] seq 5 win 65535");
        assertThat(summary(plain.ack().psh().acknowledgment(4_000_000_000L).payload("ab")))
                .isEqualTo(IP4 + " / tcp 4000 > 80 [P.] seq 5 ack 4000000000 win 65535 / 2 B payload");
        assertThat(summary(plain)).endsWith("[none] seq 5 win 65535");
        assertThat(summary(plain.fin().rst().urg().urgentPointer(3).ece().cwr()))
                .endsWith("[FRUEW] seq 5 win 65535 urg 3");
    }

    @Test
    void showsVlanTagsFromTheOutermostInwards() {
        assertThat(summary(tcp6("2001:db8::1", 1, "2001:db8::2", 2).vlan(100).vlan(7, 3)))
                .startsWith(ETH + " / vlan 100 / vlan 7 priority 3 / ip6 ");
    }

    @Test
    void tellsAProvidersTagFromACustomersTag() {
        VlanTag provider = new VlanTag(EtherType.getInstance((short) 0x88a8), 5, 0);
        byte[] frame = udp4("203.0.113.7", 1, "198.51.100.1", 2)
                .tagged(provider)
                .vlan(6)
                .bytes();
        frame[18] |= 0x10;

        assertThat(PacketText.summary(frame)).startsWith(ETH + " / svlan 5 / vlan 6 dei / ip4 ");
    }

    @Test
    void showsIcmpByTheNamesOfItsTypes() {
        Icmp4Frame over4 = icmp4("203.0.113.7", "198.51.100.1");
        Icmp6Frame over6 = icmp6("2001:db8::1", "2001:db8::2");

        assertThat(summary(over4.echoRequest(7, 9).payload("x")))
                .isEqualTo(IP4 + " / icmp echo request id 7 seq 9 / 1 B payload");
        assertThat(summary(over4.echoReply(7, 9))).isEqualTo(IP4 + " / icmp echo reply id 7 seq 9");
        assertThat(summary(over4.type(3, 1)))
                .isEqualTo(IP4 + " / icmp destination unreachable code 1 (host unreachable)");
        assertThat(summary(over4.type(250, 6))).isEqualTo(IP4 + " / icmp type 250 code 6");
        assertThat(summary(over6)).isEqualTo(IP6 + " / icmp6 echo request id 1 seq 1");
        assertThat(summary(over6.type(135, 0).payloadOfZeros(16)))
                .isEqualTo(IP6 + " / icmp6 neighbor solicitation who-has :: / 16 B payload");
    }

    @Test
    void showsArpAsTcpdumpDoes() {
        assertThat(summary(arpRequest("203.0.113.7", "203.0.113.8").padded()))
                .isEqualTo("eth 02:..:01 > ff:ff:ff:ff:ff:ff / arp who-has 203.0.113.8 tell 203.0.113.7"
                        + " / 18 B trailer");
        assertThat(summary(arpReply("203.0.113.8", "203.0.113.7")))
                .isEqualTo(ETH + " / arp reply 203.0.113.8 is-at 02:..:01");
    }

    @Test
    void showsFragments() {
        RawIp4Frame part = ipv4("203.0.113.7", "198.51.100.1", 17).identification(9);

        assertThat(summary(part.fragmentOffset(8).payload("data")))
                .isEqualTo(IP4 + " fragment id 9 offset 8 / 4 B payload");
        assertThat(summary(part.moreFragments().payloadOfZeros(24)))
                .startsWith(IP4 + " fragment id 9 offset 0 [MF] / udp 0 > 0");
    }

    @Test
    void showsWhatIsUnusualInAnIp4Header() {
        assertThat(summary(ipv4("203.0.113.7", "198.51.100.1", 89)
                        .tos(0x10)
                        .ttl(1)
                        .dontFragment()
                        .payload("abc")))
                .isEqualTo(ETH + " / ip4 203.0.113.7 > 198.51.100.1 ttl 1 tos 0x10 [DF] protocol 89 (OSPF)"
                        + " / 3 B payload");
    }

    @Test
    void showsTypesThatItDoesNotRead() {
        assertThat(summary(ethernet(0x88cc).payloadOfZeros(7))).isEqualTo(ETH + " type 0x88cc (LLDP) / 7 B");
        assertThat(summary(ipv6("2001:db8::1", "2001:db8::2", 115).payload("abc")))
                .isEqualTo(IP6 + " next header 115 (L2TP) / 3 B payload");
    }

    @Test
    void walksOverIp6ExtensionHeaders() {
        byte[] hopByHopThenUdp = new byte[16];
        hopByHopThenUdp[0] = 17;
        hopByHopThenUdp[13] = 8;
        byte[] laterFragment = {17, 0, 0, 8, 0, 0, 0, 5, 1, 2, 3};

        assertThat(summary(ipv6("2001:db8::1", "2001:db8::2", 0).payload(hopByHopThenUdp)))
                .isEqualTo(IP6 + " / hop-by-hop 8 B / udp 0 > 0 bad checksum");
        assertThat(summary(ipv6("2001:db8::1", "2001:db8::2", 44).payload(laterFragment)))
                .isEqualTo(IP6 + " / fragment id 5 offset 8 / 3 B payload");
    }

    private static String summary(Frame<?> frame) {
        return PacketText.summary(frame.bytes());
    }
}
