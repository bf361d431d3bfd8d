package io.bpftest.packet;

import static io.bpftest.packet.Packets.gre;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.igmpReport;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.sctp;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import java.util.List;

/** Frames with one fault each, and what tshark says of it. */
final class DamageRows {

    private static final Udp4Frame UDP4 =
            udp4("203.0.113.7", 4000, "198.51.100.1", 9).payload("hello");
    private static final Udp6Frame UDP6 =
            udp6("2001:db8::7", 4000, "2001:db8::1", 9).payload("hello");
    private static final Tcp4Frame TCP4 =
            tcp4("203.0.113.7", 4000, "198.51.100.1", 9).ack().payload("hello");
    private static final Tcp6Frame TCP6 =
            tcp6("2001:db8::7", 4000, "2001:db8::1", 9).ack().payload("hello");
    private static final RawIp4Frame IP4 = ipv4("203.0.113.7", "198.51.100.1");
    private static final RawIp6Frame IP6 = ipv6("2001:db8::7", "2001:db8::1");

    private static final String GOOD4 = "ip.checksum.status=1 ";
    private static final String GOOD4_UDP = GOOD4 + "udp.checksum.status=1 ";
    private static final String GOOD_UDP = "udp.checksum.status=1 ";
    /** Where the length does not allow to look at the checksum. */
    private static final String UNCHECKED_UDP = "udp.checksum.status=2 ";

    private DamageRows() {}

    /**
     * One fault that tshark remarks on.
     *
     * @param complaint part of the remark
     * @param row the other fields; no further checksum has a verdict
     */
    record Marked(String complaint, DissectedFrame row) {

        static Marked of(Frame<?> frame, String complaint, String... fields) {
            return new Marked(complaint, DissectedFrame.of(frame, fields));
        }

        @Override
        public String toString() {
            return complaint + ": " + row;
        }
    }

    static List<Marked> checksums() {
        Sctp sctp = sctp(4000, 9).init(1, 2);
        return List.of(
                Marked.of(UDP4.badIpChecksum(), "Bad checksum", "ip.checksum.status=0 " + GOOD_UDP),
                Marked.of(UDP4.badChecksum(), "Bad checksum", GOOD4 + "udp.checksum.status=0"),
                Marked.of(UDP6.badChecksum(), "Bad checksum", "udp.checksum.status=0"),
                Marked.of(UDP6.overwritten(60, 0, 0), "Illegal checksum value (0)", "udp.checksum.status=4"),
                Marked.of(TCP4.badChecksum(), "Bad checksum", GOOD4 + "tcp.checksum.status=0"),
                Marked.of(TCP6.badChecksum(), "Bad checksum", "tcp.checksum.status=0"),
                Marked.of(
                        icmp4("203.0.113.7", "198.51.100.1").badChecksum(),
                        "Bad checksum",
                        GOOD4 + "icmp.checksum.status=0"),
                Marked.of(
                        icmp6("2001:db8::7", "2001:db8::1").badChecksum(), "Bad checksum", "icmpv6.checksum.status=0"),
                Marked.of(
                        IP4.carrying(igmpReport("224.1.2.3")).badChecksum(),
                        "Bad checksum",
                        GOOD4 + "igmp.checksum.status=0"),
                Marked.of(IP4.carrying(sctp).badChecksum(), "Bad SCTP checksum", GOOD4 + "sctp.checksum.status=0"),
                Marked.of(IP6.carrying(sctp).badChecksum(), "Bad SCTP checksum", "sctp.checksum.status=0"),
                Marked.of(
                        IP4.carrying(gre(UDP4).checksum()).badChecksum(),
                        "Incorrect GRE Checksum",
                        GOOD4 + "gre.checksum.status=0",
                        GOOD4_UDP),
                Marked.of(
                        IP6.carrying(gre(UDP4).checksum()).badChecksum(),
                        "Incorrect GRE Checksum",
                        "gre.checksum.status=0 " + GOOD4_UDP));
    }

    static List<Marked> lengths() {
        return List.of(
                Marked.of(UDP4.udpLength(0), "Bad length value 0 < 8", GOOD4 + "udp.length=0"),
                Marked.of(
                        UDP6.udpLength(0), "Length is zero but payload < 65536", "udp.length=0 udp.checksum.status=0"),
                Marked.of(UDP4.udpLength(7), "Bad length value 7 < 8", GOOD4 + "udp.length=7"),
                Marked.of(UDP6.udpLength(7), "Bad length value 7 < 8", "udp.length=7"),
                // The checksum stays that of the right length.
                Marked.of(UDP4.udpLength(12), "Bad checksum", GOOD4 + "udp.length=12 udp.checksum.status=0"),
                Marked.of(UDP6.udpLength(12), "Bad checksum", "udp.length=12 udp.checksum.status=0"),
                Marked.of(UDP4.udpLength(14), "14 > IP payload length", GOOD4 + UNCHECKED_UDP + "udp.length=14"),
                Marked.of(UDP6.udpLength(65535), "65535 > IP payload length", UNCHECKED_UDP + "udp.length=65535"),
                Marked.of(UDP4.ipLength(19), "Bogus IP length", "ip.len=19"),
                Marked.of(UDP4.ipLength(32), "13 > IP payload length", GOOD4 + UNCHECKED_UDP + "ip.len=32"),
                Marked.of(UDP4.ipLength(34), "IPv4 total length exceeds packet length", GOOD4_UDP + "ip.len=34"),
                Marked.of(UDP4.ipLength(65535), "IPv4 total length exceeds packet length", GOOD4_UDP + "ip.len=65535"),
                Marked.of(UDP6.ipLength(0), "IPv6 payload length equals 0", "ipv6.plen=0"),
                Marked.of(UDP6.ipLength(12), "13 > IP payload length", UNCHECKED_UDP + "ipv6.plen=12"),
                Marked.of(UDP6.ipLength(14), "IPv6 payload length exceeds framing length", GOOD_UDP + "ipv6.plen=14"),
                Marked.of(TCP4.ipLength(44), "Bad checksum", GOOD4 + "tcp.checksum.status=0 ip.len=44"),
                Marked.of(TCP6.ipLength(24), "Bad checksum", "tcp.checksum.status=0 ipv6.plen=24"),
                Marked.of(UDP4.ihl(4), "Bogus IP header length (16", ""),
                Marked.of(UDP4.ihl(15), "Bogus IP length", ""),
                Marked.of(TCP4.dataOffset(4), "Bogus TCP header length (16", GOOD4 + "tcp.hdr_len=16"),
                Marked.of(TCP6.dataOffset(0), "Bogus TCP header length (0", "tcp.hdr_len=0"),
                Marked.of(UDP4.ipVersion(15), "Bogus IPv4 version", ""),
                Marked.of(UDP6.ipVersion(4), "Bogus IPv6 version", ""));
    }

    /** What tshark does not mind, but shows. */
    static List<DissectedFrame> shown() {
        return List.of(
                DissectedFrame.of(UDP4.reservedFlag(), GOOD4_UDP + "ip.flags=0x04 ip.flags.rb=1"),
                DissectedFrame.of(TCP4.tcpReserved(1), GOOD4 + "tcp.checksum.status=1 tcp.flags=0x0110"),
                DissectedFrame.of(TCP6.tcpReserved(14), "tcp.checksum.status=1 tcp.flags=0x0e10 tcp.flags.res=1"),
                DissectedFrame.of(
                        UDP6.fragment(0, false, 7).overwritten(55, 0xff).overwritten(57, 6),
                        GOOD_UDP + "ipv6.fraghdr.reserved_octet=0xff ipv6.fraghdr.reserved_bits=3"),
                // All behind the header is a trailer.
                DissectedFrame.of(
                        UDP4.ipLength(20), GOOD4 + "ip.len=20 udp.length= eth.trailer=0fa00009000d461c68656c6c6f"));
    }
}
