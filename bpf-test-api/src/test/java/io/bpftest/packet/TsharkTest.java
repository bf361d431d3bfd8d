package io.bpftest.packet;

import static io.bpftest.packet.Packets.ah;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.dnsQuery;
import static io.bpftest.packet.Packets.esp;
import static io.bpftest.packet.Packets.geneve;
import static io.bpftest.packet.Packets.gre;
import static io.bpftest.packet.Packets.gretap;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.igmpReport;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.sctp;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.packet.Packets.vxlan;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has tshark dissect a frame of each protocol: its fields are those described, its checksums right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TsharkTest {

    private static final Udp4Frame UDP =
            udp4("203.0.113.7", 4000, "198.51.100.1", 9).payload("hello");
    private static final Tcp4Frame TCP =
            tcp4("203.0.113.7", 4000, "198.51.100.1", 80).sequence(5);
    private static final RawIp4Frame OUTER4 = ipv4("192.0.2.1", "192.0.2.2");
    private static final RawIp6Frame OUTER6 = ipv6("2001:db8::1", "2001:db8::2");
    private static final Udp4Frame TUNNEL = udp4("192.0.2.1", 49152, "192.0.2.2", 4789);

    private static final List<Expected> GOOD = List.of(
            new Expected(UDP, "udp.srcport=4000", "udp.length=13", "udp.checksum.status=1"),
            new Expected(UDP.dscp(46).ecn(1), "ip.dsfield.dscp=46", "ip.dsfield.ecn=1"),
            new Expected(UDP.svlan(5, 3).vlan(6), "ieee8021ad.id=5", "vlan.id=6", "udp.dstport=9"),
            new Expected(UDP.mpls(100).mpls(200, 3, 9), "mpls.label=100,200", "mpls.ttl=64,9", "mpls.exp=0,3"),
            new Expected(UDP.routerAlert().recordRoute(2), "ip.hdr_len=36", "ip.opt.type=148,7,0"),
            new Expected(UDP.looseSourceRoute(ip4("192.0.2.9")), "ip.opt.type=131,0", "ip.dst=192.0.2.9"),
            new Expected(
                    TCP.syn().mss(1460).sackPermitted().timestamps(1, 2).windowScale(7),
                    "tcp.checksum.status=1",
                    "tcp.options.mss_val=1460",
                    "tcp.options.timestamp.tsval=1",
                    "tcp.options.wscale.shift=7",
                    "tcp.option_kind=2,4,8,3,0"),
            new Expected(TCP.ack().sack(7, 9), "tcp.options.sack_le=7", "tcp.options.sack_re=9"),
            new Expected(tcp6("::1", 1, "::2", 2).dscp(46).ecn(2), "ipv6.tclass.dscp=46", "ipv6.tclass.ecn=2"),
            new Expected(icmp4("192.0.2.1", "192.0.2.2").echoRequest(7, 9), "icmp.ident=7", "icmp.checksum.status=1"),
            new Expected(
                    icmp6("::1", "::2").echoRequest(7, 9), "icmpv6.echo.identifier=0x0007", "icmpv6.checksum.status=1"),
            new Expected(
                    udp6("::1", 1, "::2", 2)
                            .hopByHop()
                            .routing(253, 0, new byte[4])
                            .destinationOptions(),
                    "ipv6.hopopts.nxt=43",
                    "ipv6.routing.type=253",
                    "ipv6.dstopts.nxt=17",
                    "udp.checksum.status=1"),
            new Expected(udp6("::1", 1, "::2", 2).fragment(0, false, 7), "ipv6.fraghdr.ident=0x00000007"),
            new Expected(OUTER4.carrying(UDP), "ip.proto=4,17", "ip.checksum.status=1,1", "udp.checksum.status=1"),
            new Expected(OUTER4.carrying(tcp6("::1", 1, "::2", 2)), "ip.proto=41", "tcp.checksum.status=1"),
            new Expected(OUTER6.carrying(UDP), "ipv6.nxt=4", "ip.proto=17", "udp.checksum.status=1"),
            new Expected(
                    OUTER4.carrying(gre(UDP).key(7).checksum().sequence(9)),
                    "gre.key=0x00000007",
                    "gre.sequence_number=9",
                    "gre.checksum.status=1",
                    "udp.dstport=9"),
            new Expected(OUTER6.carrying(gretap(UDP)), "gre.proto=0x6558", "udp.dstport=9"),
            new Expected(
                    TUNNEL.carrying(vxlan(77, UDP)), "vxlan.vni=77", "udp.dstport=4789,9", "udp.checksum.status=1,1"),
            new Expected(
                    TUNNEL.destinationPort(6081).carrying(geneve(78, UDP).option(0x102, 0x80, new byte[4])),
                    "geneve.vni=0x00004e",
                    "geneve.option.type=0x80",
                    "udp.dstport=6081,9"),
            new Expected(OUTER4.carrying(igmpReport("224.1.2.3")).ttl(1), "igmp.type=0x16", "igmp.checksum.status=1"),
            new Expected(
                    OUTER4.carrying(sctp(1, 2).tag(3).data(7, (byte) 'x')),
                    "sctp.verification_tag=0x00000003",
                    "sctp.chunk_type=0",
                    "sctp.checksum.status=1"),
            new Expected(OUTER6.carrying(sctp(1, 2).init(4, 5)), "sctp.init_initiate_tag=0x00000004"),
            new Expected(OUTER4.carrying(esp(0x1234, 5, new byte[24])), "esp.spi=0x00001234", "esp.sequence=5"),
            new Expected(
                    OUTER4.carrying(ah(6, 7).carrying(UDP)), "ah.spi=0x00000006", "ah.sequence=7", "udp.dstport=9"),
            new Expected(
                    TUNNEL.destinationPort(53)
                            .carrying(dnsQuery("example.org", DnsType.A).id(9)),
                    "dns.id=0x0009",
                    "dns.qry.name=example.org",
                    "dns.qry.type=1"),
            new Expected(
                    TUNNEL.sourcePort(53)
                            .carrying(dnsQuery("example.org", DnsType.AAAA).answer("2001:db8::7")),
                    "dns.aaaa=2001:db8::7",
                    "dns.flags.rcode=0"),
            new Expected(arpRequest("192.0.2.1", "192.0.2.2"), "arp.dst.proto_ipv4=192.0.2.2"));

    private static final List<Expected> BAD = List.of(
            new Expected(UDP.badIpChecksum(), "ip.checksum.status=0", "udp.checksum.status=1"),
            new Expected(UDP.badChecksum(), "ip.checksum.status=1", "udp.checksum.status=0"),
            new Expected(TCP.badChecksum(), "tcp.checksum.status=0"),
            new Expected(OUTER4.carrying(sctp(1, 2).init(4, 5)).badChecksum(), "sctp.checksum.status=0"),
            new Expected(OUTER4.carrying(igmpReport("224.1.2.3")).badChecksum(), "igmp.checksum.status=0"),
            new Expected(TCP.tcpReserved(4), "tcp.flags.res=1", "tcp.checksum.status=1"),
            new Expected(UDP.reservedFlag(), "ip.flags.rb=1", "ip.checksum.status=1"),
            new Expected(UDP.ipLength(30), "ip.len=30", "ip.checksum.status=1"));

    private final Map<Expected, Map<String, String>> found = new LinkedHashMap<>();

    @BeforeAll
    void dissectAll(@TempDir Path folder) throws IOException, InterruptedException {
        List<Expected> all = Stream.concat(GOOD.stream(), BAD.stream()).toList();
        List<String> names = all.stream()
                .flatMap(expected -> expected.fields().keySet().stream())
                .distinct()
                .toList();
        List<Map<String, String>> rows = Tshark.fields(
                folder.resolve("frames.pcap"),
                all.stream().map(expected -> expected.frame().bytes()).toList(),
                names);
        assertThat(rows).hasSameSizeAs(all);
        for (int i = 0; i < rows.size(); i++) {
            found.put(all.get(i), rows.get(i));
        }
    }

    static List<Expected> good() {
        return GOOD;
    }

    static List<Expected> bad() {
        return BAD;
    }

    @ParameterizedTest
    @MethodSource("good")
    void seesWhatWasDescribedAndNothingWrong(Expected expected) {
        Map<String, String> fields = fields(expected);

        assertThat(fields).containsAllEntriesOf(expected.fields());
        assertThat(fields.get(Tshark.MALFORMED)).isEmpty();
        assertThat(fields.get(Tshark.COMPLAINTS)).doesNotContainIgnoringCase("bad checksum", "incorrect", "malformed");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getKey().endsWith("checksum.status")) {
                assertThat(field.getValue()).as(field.getKey()).doesNotContain("0");
            }
        }
        assertThat(PacketText.summary(expected.frame().bytes())).doesNotContain("bad");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void seesJustTheDamageThatWasAskedFor(Expected expected) {
        assertThat(fields(expected)).containsAllEntriesOf(expected.fields());
    }

    @Test
    void putsFragmentsTogetherAgain(@TempDir Path folder) throws IOException, InterruptedException {
        Udp6Frame over6 = udp6("::1", 4000, "::2", 9).payloadOfZeros(100).hopByHop();
        List<byte[]> frames = Stream.concat(
                        UDP.payloadOfZeros(100).identification(7).fragments(3).stream(), over6.fragments(3, 8).stream())
                .map(Frame::bytes)
                .toList();

        List<Map<String, String>> rows = Tshark.fields(
                folder.resolve("fragments.pcap"),
                frames,
                List.of("ip.reassembled.length", "ipv6.reassembled.length", "udp.checksum.status"));

        assertThat(rows.get(2)).containsEntry("ip.reassembled.length", "108").containsEntry("udp.checksum.status", "1");
        assertThat(rows.get(5))
                .containsEntry("ipv6.reassembled.length", "108")
                .containsEntry("udp.checksum.status", "1");
        assertThat(rows).allSatisfy(row -> assertThat(row.get(Tshark.MALFORMED)).isEmpty());
    }

    private Map<String, String> fields(Expected expected) {
        Map<String, String> fields = found.get(expected);
        assertThat(fields).isNotNull();
        return fields;
    }

    /** A frame and what tshark should say of it. */
    record Expected(Frame<?> frame, Map<String, String> fields) {

        Expected(Frame<?> frame, String... fields) {
            this(frame, new TreeMap<>());
            for (String field : fields) {
                String[] pair = field.split("=", 2);
                this.fields.put(pair[0], pair[1]);
            }
        }
    }
}
