package io.bpftest.packet;

import static io.bpftest.packet.DissectedFrame.ADDRESSES4;
import static io.bpftest.packet.DissectedFrame.ETHERNET4;
import static io.bpftest.packet.DissectedFrame.ETHERNET6;
import static io.bpftest.packet.DissectedFrame.PLAIN4;
import static io.bpftest.packet.DissectedFrame.PLAIN6;
import static io.bpftest.packet.Packets.dnsQuery;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.sctp;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import java.util.List;

/** UDP, TCP with its options, SCTP and DNS. */
final class TransportRows {

    private static final Tcp4Frame TCP4 = tcp4("203.0.113.7", 4000, "198.51.100.1", 9);
    private static final Tcp6Frame TCP6 = tcp6("2001:db8::7", 4000, "2001:db8::1", 9);
    private static final String IP4 = PLAIN4 + " " + ADDRESSES4 + " ";

    private static final String TCP = "tcp.srcport=4000 tcp.dstport=9 tcp.checksum.status=1 ";
    private static final String TCP_ZERO =
            TCP + "tcp.seq_raw=0 tcp.ack_raw=0 tcp.window_size_value=65535 tcp.urgent_pointer=0 ";
    private static final String SCTP = "sctp.srcport=4000 sctp.dstport=4001 sctp.checksum.status=1 ";
    private static final String DNS = "dns.count.queries=1 dns.count.auth_rr=0 dns.count.add_rr=0"
            + " dns.qry.name=www.example.org dns.qry.class=0x0001 ";

    private TransportRows() {}

    static List<DissectedFrame> rows() {
        return List.of(
                DissectedFrame.of(
                        udp4("203.0.113.7", 1, "198.51.100.1", 2)
                                .sourcePort(0xabcd)
                                .destinationPort(9)
                                .payload("hello"),
                        ETHERNET4,
                        IP4 + "ip.len=33 ip.proto=17 udp.srcport=43981 udp.dstport=9 udp.length=13",
                        "udp.checksum.status=1 data.data=68656c6c6f"),
                DissectedFrame.of(
                        udp6("2001:db8::7", 0xabcd, "2001:db8::1", 9).payloadOfZeros(3),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=11 ipv6.nxt=17 udp.srcport=43981 udp.dstport=9 udp.length=11",
                        "udp.checksum.status=1 data.data=000000"),
                DissectedFrame.of(
                        TCP4.sourcePort(0xabcd)
                                .destinationPort(0xcdef)
                                .sequence(0xfedcba98L)
                                .acknowledgment(0x89abcdefL)
                                .window(0x1234)
                                .urgentPointer(0x4321)
                                .ack()
                                .psh()
                                .urg()
                                .payload("data"),
                        ETHERNET4,
                        IP4 + "ip.len=44 ip.proto=6 tcp.srcport=43981 tcp.dstport=52719 tcp.seq_raw=4275878552",
                        "tcp.ack_raw=2309737967 tcp.hdr_len=20 tcp.flags=0x0038 tcp.window_size_value=4660",
                        "tcp.checksum.status=1 tcp.urgent_pointer=17185 tcp.payload=64617461"),
                DissectedFrame.of(
                        TCP6.sequence(1)
                                .acknowledgment(2)
                                .window(0)
                                .ece()
                                .cwr()
                                .fin()
                                .ack(),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=20 ipv6.nxt=6",
                        TCP + "tcp.seq_raw=1 tcp.ack_raw=2 tcp.hdr_len=20 tcp.flags=0x00d1 tcp.window_size_value=0",
                        "tcp.urgent_pointer=0"),
                DissectedFrame.of(
                        TCP4.rst(),
                        ETHERNET4,
                        IP4 + "ip.len=40 ip.proto=6",
                        TCP_ZERO + "tcp.hdr_len=20 tcp.flags=0x0004"),
                DissectedFrame.of(
                        TCP4.syn()
                                .mss(1460)
                                .sackPermitted()
                                .timestamps(0xfedcba98L, 2)
                                .windowScale(7),
                        ETHERNET4,
                        IP4 + "ip.len=60 ip.proto=6",
                        TCP_ZERO + "tcp.hdr_len=40 tcp.flags=0x0002 tcp.option_kind=2,4,8,3,0 tcp.option_len=4,2,10,3",
                        "tcp.options.mss_val=1460 tcp.options.timestamp.tsval=4275878552",
                        "tcp.options.timestamp.tsecr=2 tcp.options.wscale.shift=7"),
                DissectedFrame.of(
                        TCP6.ack().sack(7, 0xfffffff9L).tcpOptions((byte) 1, (byte) 1),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=32 ipv6.nxt=6",
                        TCP_ZERO + "tcp.hdr_len=32 tcp.flags=0x0010 tcp.option_kind=5,1,1 tcp.option_len=10",
                        "tcp.options.sack_le=7 tcp.options.sack_re=4294967289"),
                DissectedFrame.of(
                        ipv4("203.0.113.7", "198.51.100.1")
                                .carrying(sctp(4000, 4001).init(0xfedcba98L, 0x89abcdefL)),
                        ETHERNET4,
                        IP4 + "ip.len=52 ip.proto=132",
                        SCTP + "sctp.verification_tag=0x00000000 sctp.chunk_type=1 sctp.chunk_flags=0x00",
                        "sctp.chunk_length=20 sctp.init_initiate_tag=0xfedcba98 sctp.init_credit=65535",
                        "sctp.init_nr_out_streams=1 sctp.init_nr_in_streams=1 sctp.init_initial_tsn=2309737967"),
                DissectedFrame.of(
                        ipv6("2001:db8::7", "2001:db8::1")
                                .carrying(sctp(4000, 4001)
                                        .tag(0xfedcba98L)
                                        .data(0x89abcdefL, (byte) 'x')
                                        .chunk(0x3f, 0x81, (byte) 1, (byte) 2, (byte) 3, (byte) 4)),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=40 ipv6.nxt=132",
                        SCTP + "sctp.verification_tag=0xfedcba98 sctp.chunk_type=0 sctp.chunk_flags=0x03",
                        "sctp.chunk_length=17 sctp.data_tsn_raw=2309737967 sctp.data_sid=0x0000 sctp.data_ssn=0",
                        "sctp.data_payload_proto_id=0 sctp.chunk_padding=000000 data.data=78",
                        "sctp.chunk_type=63 sctp.chunk_flags=0x81 sctp.chunk_length=8 sctp.chunk_value=01020304"),
                DissectedFrame.of(
                        udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                                .carrying(
                                        dnsQuery("www.example.org", DnsType.MX).id(0xabcd)),
                        ETHERNET4,
                        IP4 + "ip.len=61 ip.proto=17 udp.srcport=4000 udp.dstport=53 udp.length=41",
                        DNS
                                + "udp.checksum.status=1 dns.id=0xabcd dns.flags=0x0100 dns.count.answers=0 dns.qry.type=15"),
                DissectedFrame.of(
                        udp6("2001:db8::7", 53, "2001:db8::1", 4000)
                                .carrying(dnsQuery("www.example.org", DnsType.AAAA)
                                        .answer("2001:db8::9")
                                        .answer("192.0.2.9")
                                        .answer(DnsType.TXT, 0x12345678L, (byte) 2, (byte) 'o', (byte) 'k')),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=100 ipv6.nxt=17 udp.srcport=53 udp.dstport=4000 udp.length=100",
                        DNS
                                + "udp.checksum.status=1 dns.id=0x0000 dns.flags=0x8180 dns.count.answers=3 dns.qry.type=28",
                        "dns.resp.name=www.example.org dns.resp.type=28 dns.resp.class=0x0001 dns.resp.ttl=300",
                        "dns.resp.len=16 dns.aaaa=2001:db8::9",
                        "dns.resp.name=www.example.org dns.resp.type=1 dns.resp.class=0x0001 dns.resp.ttl=300",
                        "dns.resp.len=4 dns.a=192.0.2.9",
                        "dns.resp.name=www.example.org dns.resp.type=16 dns.resp.class=0x0001 dns.resp.ttl=305419896",
                        "dns.resp.len=3 dns.txt.length=2 dns.txt=ok"),
                DissectedFrame.of(
                        udp4("203.0.113.7", 53, "198.51.100.1", 4000)
                                .carrying(dnsQuery("www.example.org", DnsType.A).response(3)),
                        ETHERNET4,
                        IP4 + "ip.len=61 ip.proto=17 udp.srcport=53 udp.dstport=4000 udp.length=41",
                        DNS
                                + "udp.checksum.status=1 dns.id=0x0000 dns.flags=0x8183 dns.count.answers=0 dns.qry.type=1"));
    }
}
