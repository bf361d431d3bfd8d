package io.bpftest.packet;

import static io.bpftest.packet.DissectedFrame.ADDRESSES4;
import static io.bpftest.packet.DissectedFrame.ETHERNET4;
import static io.bpftest.packet.DissectedFrame.PLAIN4;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.igmpLeave;
import static io.bpftest.packet.Packets.igmpQuery;
import static io.bpftest.packet.Packets.igmpReport;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.udp4;

import java.util.List;

/** IPv4 with its options and fragments, ICMP, IGMP. */
final class Ip4Rows {

    private static final RawIp4Frame IP =
            ipv4("203.0.113.7", "198.51.100.1", 253).payload("x");
    private static final Udp4Frame UDP =
            udp4("203.0.113.7", 4000, "198.51.100.1", 9).payload("hello, fragment");
    private static final Icmp4Frame ICMP = icmp4("203.0.113.7", "198.51.100.1");
    private static final RawIp4Frame GROUP = ipv4("203.0.113.7", "224.1.2.3").ttl(1);

    /** The start of a header with options. */
    private static final String OPTIONS = "ip.version=4 ip.dsfield=0x00 ip.id=0x0000 ip.flags=0x00 ip.frag_offset=0"
            + " ip.ttl=64 ip.checksum.status=1 ip.proto=253 data.data=78 ";

    private static final String TEXT = "data.data=68656c6c6f2c20667261676d656e74";
    private static final String ICMP_IP = PLAIN4 + " ip.proto=1 " + ADDRESSES4 + " icmp.checksum.status=1 ";
    private static final String IGMP_IP = PLAIN4.replace("ttl=64", "ttl=1")
            + " ip.proto=2 ip.src=203.0.113.7 ip.dst=224.1.2.3 igmp.checksum.status=1 ";

    private Ip4Rows() {}

    static List<DissectedFrame> rows() {
        return List.of(
                DissectedFrame.of(
                        IP.ttl(3).tos(0xb9).identification(0xfedc).dontFragment(),
                        ETHERNET4,
                        "ip.version=4 ip.hdr_len=20 ip.dsfield=0xb9 ip.len=21 ip.id=0xfedc ip.flags=0x02",
                        "ip.frag_offset=0 ip.ttl=3 ip.proto=253 ip.checksum.status=1 data.data=78",
                        ADDRESSES4),
                DissectedFrame.of(
                        IP.dscp(46).ecn(2).sourceAddress(ip4("192.0.2.254")).destinationAddress(ip4("192.0.2.255")),
                        ETHERNET4,
                        PLAIN4.replace("dsfield=0x00", "dsfield=0xba"),
                        "ip.len=21 ip.proto=253 ip.src=192.0.2.254 ip.dst=192.0.2.255 data.data=78"),
                DissectedFrame.of(
                        IP.moreFragments().fragmentOffset(65528).identification(7),
                        ETHERNET4,
                        "ip.version=4 ip.hdr_len=20 ip.dsfield=0x00 ip.len=21 ip.id=0x0007 ip.flags=0x01",
                        "ip.frag_offset=8191 ip.ttl=64 ip.proto=253 ip.checksum.status=1 data.data=78",
                        ADDRESSES4),
                DissectedFrame.of(
                        UDP.identification(7).fragments(2).get(1),
                        ETHERNET4,
                        "ip.version=4 ip.hdr_len=20 ip.dsfield=0x00 ip.len=35 ip.id=0x0007 ip.flags=0x00",
                        "ip.frag_offset=1 ip.ttl=64 ip.proto=17 ip.checksum.status=1 " + TEXT,
                        ADDRESSES4),
                DissectedFrame.of(
                        IP.routerAlert().recordRoute(2).options((byte) 1),
                        ETHERNET4,
                        OPTIONS + ADDRESSES4,
                        "ip.hdr_len=36 ip.len=37 ip.opt.type=148,7,1 ip.opt.len=4,11 ip.opt.ra=0 ip.opt.ptr=4",
                        "ip.empty_rt=0.0.0.0,0.0.0.0"),
                DissectedFrame.of(
                        IP.looseSourceRoute(ip4("192.0.2.9"), ip4("192.0.2.10")),
                        ETHERNET4,
                        OPTIONS + "ip.src=203.0.113.7 ip.dst=192.0.2.10",
                        "ip.hdr_len=32 ip.len=33 ip.opt.type=131,0 ip.opt.len=11 ip.opt.ptr=4",
                        "ip.cur_rt=198.51.100.1 ip.src_rt=192.0.2.9"),
                DissectedFrame.of(
                        IP.strictSourceRoute(ip4("192.0.2.9")),
                        ETHERNET4,
                        OPTIONS + "ip.src=203.0.113.7 ip.dst=192.0.2.9",
                        "ip.hdr_len=28 ip.len=29 ip.opt.type=137,0 ip.opt.len=7 ip.opt.ptr=4",
                        "ip.cur_rt=198.51.100.1"),
                DissectedFrame.of(
                        ICMP.echoRequest(0x1234, 0x5678).payload("hello"),
                        ETHERNET4,
                        ICMP_IP
                                + "ip.len=33 icmp.type=8 icmp.code=0 icmp.ident=4660 icmp.seq=22136 data.data=68656c6c6f"),
                DissectedFrame.of(
                        ICMP.echoReply(1, 0xffff),
                        ETHERNET4,
                        ICMP_IP + "ip.len=28 icmp.type=0 icmp.code=0 icmp.ident=1 icmp.seq=65535"),
                DissectedFrame.of(
                        ICMP.type(3, 4).restOfHeader(1400).payload(UDP.packetBytes()),
                        ETHERNET4,
                        ICMP_IP + "ip.len=71 icmp.type=3 icmp.code=4 icmp.unused=0000 icmp.mtu=1400",
                        PLAIN4 + " ip.len=43 ip.proto=17 " + ADDRESSES4,
                        "udp.srcport=4000 udp.dstport=9 udp.length=23 udp.checksum.status=1 " + TEXT),
                DissectedFrame.of(
                        GROUP.carrying(igmpQuery("224.1.2.3").maxResponse(77)),
                        ETHERNET4,
                        IGMP_IP + "ip.len=28 igmp.type=0x11 igmp.max_resp=77 igmp.maddr=224.1.2.3"),
                DissectedFrame.of(
                        GROUP.carrying(igmpReport("224.1.2.3")),
                        ETHERNET4,
                        IGMP_IP + "ip.len=28 igmp.type=0x16 igmp.max_resp=0 igmp.maddr=224.1.2.3"),
                DissectedFrame.of(
                        GROUP.carrying(igmpLeave("224.1.2.3")),
                        ETHERNET4,
                        IGMP_IP + "ip.len=28 igmp.type=0x17 igmp.max_resp=0 igmp.maddr=224.1.2.3"),
                DissectedFrame.of(
                                GROUP.carrying(igmpQuery("224.1.2.3")
                                        .rest(
                                                (byte) 2,
                                                (byte) 125,
                                                (byte) 0,
                                                (byte) 1,
                                                (byte) 192,
                                                (byte) 0,
                                                (byte) 2,
                                                (byte) 9)),
                                ETHERNET4,
                                IGMP_IP
                                        + "ip.len=36 igmp.type=0x11 igmp.max_resp=0 igmp.maddr=224.1.2.3 igmp.s=0 igmp.qrv=2",
                                "igmp.qqic=125 igmp.num_src=1 igmp.saddr=192.0.2.9")
                        // Four reserved bits, before S and QRV.
                        .blind(42, 0, 4));
    }
}
