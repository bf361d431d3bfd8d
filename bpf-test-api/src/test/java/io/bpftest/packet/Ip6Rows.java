package io.bpftest.packet;

import static io.bpftest.packet.DissectedFrame.ETHERNET6;
import static io.bpftest.packet.DissectedFrame.PLAIN6;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.ip6;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.udp6;

import java.util.List;

/** IPv6 with its extension headers and fragments, ICMPv6. */
final class Ip6Rows {

    private static final RawIp6Frame IP =
            ipv6("2001:db8::7", "2001:db8::1", 253).payload("x");
    private static final Udp6Frame UDP =
            udp6("2001:db8::7", 4000, "2001:db8::1", 9).payload("hello, fragment");
    private static final Icmp6Frame ICMP = icmp6("2001:db8::7", "2001:db8::1");
    private static final String TEXT = "data.data=68656c6c6f2c20667261676d656e74";
    private static final String ICMP_IP = PLAIN6 + " ipv6.nxt=58 icmpv6.checksum.status=1 ";

    private Ip6Rows() {}

    static List<DissectedFrame> rows() {
        return List.of(
                DissectedFrame.of(
                        IP.hopLimit(3)
                                .trafficClass(0xb9)
                                .flowLabel(0xfedcb)
                                .sourceAddress(ip6("2001:db8::a"))
                                .destinationAddress(ip6("2001:db8::b")),
                        ETHERNET6,
                        "ip.version=6 ipv6.version=6 ipv6.tclass=0x000000b9 ipv6.flow=0x0fedcb ipv6.plen=1 ipv6.nxt=253",
                        "ipv6.hlim=3 ipv6.src=2001:db8::a ipv6.dst=2001:db8::b data.data=78"),
                DissectedFrame.of(
                        IP.dscp(46).ecn(2),
                        ETHERNET6,
                        PLAIN6.replace("tclass=0x00000000", "tclass=0x000000ba"),
                        "ipv6.plen=1 ipv6.nxt=253 data.data=78"),
                DissectedFrame.of(
                        IP.hopByHop((byte) 5, (byte) 2, (byte) 0, (byte) 9)
                                .destinationOptions((byte) 0x1e, (byte) 3, (byte) 'a', (byte) 'b', (byte) 'c'),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=17 ipv6.nxt=0",
                        "ipv6.hopopts.nxt=60 ipv6.hopopts.len=0 ipv6.opt.type=0x05,0x01 ipv6.opt.length=2,0",
                        "ipv6.opt.router_alert=9",
                        "ipv6.dstopts.nxt=253 ipv6.dstopts.len=0 ipv6.opt.type=0x1e,0x00 ipv6.opt.length=3",
                        "ipv6.opt.experimental=616263 data.data=78"),
                DissectedFrame.of(
                        IP.routing(253, 2, (byte) 1, (byte) 2, (byte) 3, (byte) 4),
                        ETHERNET6,
                        PLAIN6
                                + " ipv6.plen=9 ipv6.nxt=43 ipv6.routing.nxt=253 ipv6.routing.len=0 ipv6.routing.type=253",
                        "ipv6.routing.segleft=2 ipv6.routing.unknown_data=01020304 data.data=78"),
                DissectedFrame.of(
                        IP.fragment(65528, true, 0xfedcba98L),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=9 ipv6.nxt=44 ipv6.fraghdr.nxt=253 ipv6.fraghdr.reserved_octet=0x00",
                        "ipv6.fraghdr.offset=8191 ipv6.fraghdr.reserved_bits=0 ipv6.fraghdr.more=1",
                        "ipv6.fraghdr.ident=0xfedcba98 data.data=78"),
                DissectedFrame.of(
                        UDP.fragments(2, 7).get(1),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=23 ipv6.nxt=44 ipv6.fraghdr.nxt=17 ipv6.fraghdr.reserved_octet=0x00",
                        "ipv6.fraghdr.offset=1 ipv6.fraghdr.reserved_bits=0 ipv6.fraghdr.more=0",
                        "ipv6.fraghdr.ident=0x00000007  " + TEXT),
                DissectedFrame.of(
                        UDP.hopByHop().routing(253, 0, new byte[4]).destinationOptions(),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=47 ipv6.nxt=0",
                        "ipv6.hopopts.nxt=43 ipv6.hopopts.len=0 ipv6.opt.type=0x01 ipv6.opt.length=4 ipv6.opt.padn=00000000",
                        "ipv6.routing.nxt=60 ipv6.routing.len=0 ipv6.routing.type=253 ipv6.routing.segleft=0",
                        "ipv6.routing.unknown_data=00000000",
                        "ipv6.dstopts.nxt=17 ipv6.dstopts.len=0 ipv6.opt.type=0x01 ipv6.opt.length=4 ipv6.opt.padn=00000000",
                        "udp.srcport=4000 udp.dstport=9 udp.length=23 udp.checksum.status=1",
                        TEXT),
                DissectedFrame.of(
                        ICMP.echoRequest(0x1234, 0x5678).payload("ping"),
                        ETHERNET6,
                        ICMP_IP + "ipv6.plen=12 icmpv6.type=128 icmpv6.code=0 icmpv6.echo.identifier=0x1234",
                        "icmpv6.echo.sequence_number=22136 data.data=70696e67"),
                DissectedFrame.of(
                        ICMP.echoReply(1, 0xffff),
                        ETHERNET6,
                        ICMP_IP + "ipv6.plen=8 icmpv6.type=129 icmpv6.code=0 icmpv6.echo.identifier=0x0001",
                        "icmpv6.echo.sequence_number=65535"),
                DissectedFrame.of(
                        ICMP.type(2, 0).restOfHeader(1400).payload(UDP.packetBytes()),
                        ETHERNET6,
                        ICMP_IP + "ipv6.plen=71 icmpv6.type=2 icmpv6.code=0 icmpv6.mtu=1400",
                        PLAIN6 + " ipv6.plen=23 ipv6.nxt=17",
                        "udp.srcport=4000 udp.dstport=9 udp.length=23 udp.checksum.status=1 " + TEXT));
    }
}
