package io.bpftest.packet;

import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

/** Frames that are damaged, cut short or no frames at all. */
class MalformedFrameTextTest {

    private static final String ETH = "eth 02:..:01 > 02:..:02";
    private static final String IP4 = ETH + " / ip4 203.0.113.7 > 198.51.100.1 ttl 64";
    private static final Udp4Frame QUERY =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("hello");

    private static final RawIp4Frame OUTER = ipv4("192.0.2.1", "192.0.2.2");
    private static final Udp4Frame TUNNEL = udp4("192.0.2.1", 49152, "192.0.2.2", 4789);
    private static final List<Frame<?>> FRAMES = List.of(
            QUERY.vlan(3),
            tcp4("203.0.113.7", 1, "198.51.100.1", 2)
                    .syn()
                    .mss(1460)
                    .sackPermitted()
                    .timestamps(1, 2)
                    .windowScale(7)
                    .payload("abc"),
            icmp6("2001:db8::1", "2001:db8::2").payload("abc"),
            Packets.ipv6("::1", "::2", 43).payload(new byte[] {44, 0, 0, 0, 0, 0, 0, 0, 60, 0, 0, 1, 0, 0}),
            Packets.arpRequest("203.0.113.7", "203.0.113.8"),
            QUERY.svlan(1).mpls(2).mpls(3),
            udp6("::1", 1, "::2", 2).hopByHop().routing(0, 0, new byte[4]).destinationOptions(),
            OUTER.carrying(Packets.gre(QUERY).key(1).checksum().sequence(2)),
            OUTER.carrying(Packets.gretap(QUERY)),
            OUTER.carrying(udp6("::1", 1, "::2", 2)),
            OUTER.carrying(Packets.esp(1, 2, new byte[30])),
            OUTER.carrying(Packets.ah(1, 2).carrying(QUERY)),
            OUTER.carrying(Packets.igmpReport("224.1.1.1")).routerAlert(),
            Packets.ipv6("::1", "::2").carrying(Packets.sctp(1, 2).init(1, 2).data(2, (byte) 1)),
            TUNNEL.carrying(Packets.vxlan(7, QUERY)),
            TUNNEL.destinationPort(6081).carrying(Packets.geneve(7, QUERY).option(1, 2, new byte[4])),
            TUNNEL.destinationPort(53)
                    .carrying(Packets.dnsQuery("example.org", DnsType.A).answer("192.0.2.9")));

    @ParameterizedTest
    @CsvSource({
        "0,  '0 B'",
        "10, '10 B (eth header cut short)'",
        "14, 'eth 02:..:01 > 02:..:02 / 0 B (ip4 header cut short)'",
        "20, 'eth 02:..:01 > 02:..:02 / 6 B (ip4 header cut short)'",
        "38, ' length 33 but 24 B there / 4 B (udp header cut short)'",
        "44, ' length 33 but 30 B there / udp 4000 > 53 / 2 B payload'",
        "47, ' ttl 64 / udp 4000 > 53 / 5 B payload'"
    })
    void showsHowFarATruncatedFrameGoes(int length, String end) {
        assertThat(PacketText.summary(Arrays.copyOf(QUERY.bytes(), length))).endsWith(end);
    }

    @Test
    void showsHeadersThatAreNotWhatWasAnnounced() {
        assertThat(damaged(14, 0x65)).isEqualTo(ETH + " / 33 B (version 6 where ip4 was announced)");
        assertThat(damaged(14, 0x44)).isEqualTo(ETH + " / 33 B (ip4 header length 16)");
        assertThat(damaged(14, 0x4f)).isEqualTo(ETH + " / 33 B (ip4 header cut short)");
        assertThat(damaged(17, 19)).isEqualTo(IP4 + " bad checksum / 13 B (ip4 total length 19)");
        assertThat(PacketText.summary(ethernet(0x86dd).payloadOfZeros(40).bytes()))
                .isEqualTo(ETH + " / 40 B (version 0 where ip6 was announced)");
        assertThat(PacketText.summary(ethernet(0x0806).payloadOfZeros(28).bytes()))
                .isEqualTo(ETH + " / 28 B (arp for other than IPv4 over Ethernet)");
    }

    @Test
    void showsWrongChecksums() {
        assertThat(damaged(22, 63)).contains("ttl 63 bad checksum / udp 4000 > 53 / 5 B");
        assertThat(damaged(46, '!')).isEqualTo(IP4 + " / udp 4000 > 53 bad checksum / 5 B payload");
        assertThat(PacketText.summary(
                        changed(tcp4("203.0.113.7", 1, "198.51.100.1", 2).bytes(), 40, 9)))
                .endsWith("win 65535 bad checksum");
        assertThat(PacketText.summary(changed(icmp6("::1", "::2").bytes(), 57, 9)))
                .endsWith("seq 1 bad checksum");
    }

    @Test
    void showsWrongLengths() {
        assertThat(damaged(39, 7)).isEqualTo(IP4 + " / udp 4000 > 53 length 7 but 13 B there / 5 B payload");
        assertThat(damaged(39, 99)).isEqualTo(IP4 + " / udp 4000 > 53 length 99 but 13 B there / 5 B payload");
        byte[] tcp = tcp4("203.0.113.7", 1, "198.51.100.1", 2)
                .adjust(TcpPacket.Builder.class, header -> header.correctLengthAtBuild(false)
                        .dataOffset((byte) 15))
                .bytes();
        assertThat(PacketText.summary(tcp)).endsWith("win 65535 header length 60");
    }

    @Test
    void tellsBytesBehindThePacketFromItsPayload() {
        assertThat(PacketText.summary(QUERY.padded().bytes()))
                .isEqualTo(IP4 + " / udp 4000 > 53 / 5 B payload / 13 B trailer");
    }

    @Test
    void acceptsAMissingUdpChecksumOnlyOverIp4() {
        byte[] over4 = QUERY.adjust(UdpPacket.Builder.class, udp -> udp.correctChecksumAtBuild(false))
                .bytes();
        byte[] over6 = udp6("::1", 1, "::2", 2)
                .adjust(UdpPacket.Builder.class, udp -> udp.correctChecksumAtBuild(false))
                .bytes();

        assertThat(PacketText.summary(over4)).isEqualTo(IP4 + " / udp 4000 > 53 / 5 B payload");
        assertThat(PacketText.summary(over6)).endsWith("udp 1 > 2 bad checksum");
    }

    @Test
    void staysSilentOnChecksumsThatCannotBeChecked() {
        byte[] cut = Arrays.copyOf(QUERY.bytes(), 44);
        byte[] first = ipv4("203.0.113.7", "198.51.100.1", 6)
                .moreFragments()
                .payloadOfZeros(40)
                .bytes();

        assertThat(PacketText.headers(cut).get(2).fields().get("checksum"))
                .endsWith("(not checked, the packet is incomplete)");
        assertThat(PacketText.summary(first)).doesNotContain("bad checksum");
    }

    @Test
    void showsOptionsOfIpAndTcp() {
        byte[] frame = tcp4("203.0.113.7", 1, "198.51.100.1", 2)
                .adjust(IpV4Packet.Builder.class, ip -> ip.padding(new byte[4]).paddingAtBuild(false))
                .adjust(TcpPacket.Builder.class, tcp -> tcp.padding(new byte[8]).paddingAtBuild(false))
                .bytes();

        assertThat(PacketText.summary(frame))
                .isEqualTo(IP4 + " options 4 B / tcp 1 > 2 [none] seq 0 win 65535 options 8 B");
    }

    @Test
    void rendersAnyBytesAndAccountsForEachOfThem() {
        Random random = new Random(20240607);
        for (int round = 0; round < 20_000; round++) {
            byte[] frame = anything(random, round);

            assertThat(PacketText.summary(frame)).isNotBlank().doesNotContain("\n");
            assertThat(PacketText.hex(frame, QUERY.bytes())).isNotBlank();
            assertTiles(frame, PacketText.headers(frame));
            assertThat(PacketParser.parse(frame)).isNotNull();
        }
    }

    /** Random bytes would hardly ever pass for a header, so most arrays are frames with some bytes replaced. */
    private static byte[] anything(Random random, int round) {
        int choice = round % (FRAMES.size() + 1);
        byte[] frame = choice == FRAMES.size()
                ? new byte[random.nextInt(120)]
                : FRAMES.get(choice).bytes();
        if (choice == FRAMES.size()) {
            random.nextBytes(frame);
        }
        for (int i = random.nextInt(4); i > 0 && frame.length > 14; i--) {
            frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
        }
        return Arrays.copyOf(frame, Math.max(0, frame.length - Math.max(0, random.nextInt(80) - 40)));
    }

    private static void assertTiles(byte[] frame, List<HeaderText> headers) {
        int at = 0;
        for (HeaderText header : headers) {
            assertThat(header.offset()).isEqualTo(at);
            assertThat(header.length()).isPositive();
            at += header.length();
        }
        assertThat(at).isEqualTo(frame.length);
    }

    private static String damaged(int offset, int value) {
        return PacketText.summary(changed(QUERY.bytes(), offset, value));
    }

    private static byte[] changed(byte[] frame, int offset, int value) {
        frame[offset] = (byte) value;
        return frame;
    }
}
