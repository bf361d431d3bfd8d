package io.bpftest.packet;

import static io.bpftest.packet.DissectedFrame.ADDRESSES4;
import static io.bpftest.packet.DissectedFrame.ETHERNET4;
import static io.bpftest.packet.DissectedFrame.ETHERNET6;
import static io.bpftest.packet.DissectedFrame.PLAIN4;
import static io.bpftest.packet.DissectedFrame.PLAIN6;
import static io.bpftest.packet.Packets.ah;
import static io.bpftest.packet.Packets.esp;
import static io.bpftest.packet.Packets.geneve;
import static io.bpftest.packet.Packets.gre;
import static io.bpftest.packet.Packets.gretap;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.packet.Packets.vxlan;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** GRE, VXLAN, Geneve, IP in IP, ESP and AH. */
final class TunnelRows {

    private static final RawIp4Frame OUTER4 = ipv4("203.0.113.7", "198.51.100.1");
    private static final RawIp6Frame OUTER6 = ipv6("2001:db8::7", "2001:db8::1");
    private static final String IP4 = PLAIN4 + " " + ADDRESSES4 + " ";

    private static final Udp4Frame INNER =
            udp4("203.0.113.7", 4000, "198.51.100.1", 9).ttl(9).payload("hello");
    private static final String INNER_ROW = PLAIN4.replace("ttl=64", "ttl=9") + " ip.len=33 ip.proto=17 " + ADDRESSES4
            + " udp.srcport=4000 udp.dstport=9 udp.length=13 udp.checksum.status=1 data.data=68656c6c6f";

    private static final Tcp6Frame INNER6 =
            tcp6("2001:db8::7", 4000, "2001:db8::1", 9).syn();
    private static final String INNER6_ROW = PLAIN6 + " ipv6.plen=20 ipv6.nxt=6 tcp.srcport=4000 tcp.dstport=9"
            + " tcp.seq_raw=0 tcp.ack_raw=0 tcp.hdr_len=20 tcp.flags=0x0002 tcp.window_size_value=65535"
            + " tcp.checksum.status=1 tcp.urgent_pointer=0";

    /** As of an association that does not encrypt: a packet, its padding, that it is IPv4, an integrity check value. */
    private static final byte[] UNENCRYPTED = new HeaderWriter()
            .bytes(INNER.packetBytes())
            .u8(1)
            .u8(2)
            .u8(3)
            .u8(3)
            .u8(4)
            .bytes("twelve bytes".getBytes(StandardCharsets.US_ASCII))
            .toBytes();

    /** The check value's, which tshark shows only where it knows the key. */
    private static final int CHECK_BITS = 96;

    private static final String ESP_END = "esp.pad=010203 esp.pad_len=3 esp.protocol=0x04";

    private TunnelRows() {}

    static List<DissectedFrame> rows() {
        return List.of(
                DissectedFrame.of(OUTER4.carrying(INNER), ETHERNET4, IP4 + "ip.len=53 ip.proto=4", INNER_ROW),
                DissectedFrame.of(OUTER4.carrying(INNER6), ETHERNET4, IP4 + "ip.len=80 ip.proto=41", INNER6_ROW),
                DissectedFrame.of(OUTER6.carrying(INNER), ETHERNET6, PLAIN6 + " ipv6.plen=33 ipv6.nxt=4", INNER_ROW),
                DissectedFrame.of(OUTER6.carrying(INNER6), ETHERNET6, PLAIN6 + " ipv6.plen=60 ipv6.nxt=41", INNER6_ROW),
                DissectedFrame.of(
                        OUTER4.carrying(gre(INNER)),
                        ETHERNET4,
                        IP4 + "ip.len=57 ip.proto=47 gre.flags_and_version=0x0000 gre.proto=0x0800",
                        INNER_ROW),
                DissectedFrame.of(
                        OUTER6.carrying(gre(INNER6).key(0xfedcba98L).checksum().sequence(0x89abcdefL)),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=76 ipv6.nxt=47 gre.flags_and_version=0xb000 gre.proto=0x86dd",
                        "gre.checksum.status=1 gre.offset=0 gre.key=0xfedcba98 gre.sequence_number=2309737967",
                        INNER6_ROW),
                DissectedFrame.of(
                        OUTER4.carrying(gretap(INNER).key(7)),
                        ETHERNET4,
                        IP4 + "ip.len=75 ip.proto=47 gre.flags_and_version=0x2000 gre.proto=0x6558 gre.key=0x00000007",
                        ETHERNET4,
                        INNER_ROW),
                DissectedFrame.of(
                        udp4("203.0.113.7", 49152, "198.51.100.1", 4789).carrying(vxlan(0xfedcba, INNER.vlan(7, 3))),
                        ETHERNET4,
                        IP4 + "ip.len=87 ip.proto=17 udp.srcport=49152 udp.dstport=4789 udp.length=67",
                        "udp.checksum.status=1 vxlan.flags=0x0800 vxlan.gbp=0 vxlan.vni=16702650 vxlan.reserved8=0",
                        ETHERNET4.replace("0x0800", "0x8100"),
                        "vlan.priority=3 vlan.dei=0 vlan.id=7 vlan.etype=0x0800",
                        INNER_ROW),
                DissectedFrame.of(
                        udp6("2001:db8::7", 49152, "2001:db8::1", 6081)
                                .carrying(geneve(0xfedcba, INNER)
                                        .option(0xabcd, 0x81, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                                        .option(0xef01, 2)),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=75 ipv6.nxt=17 udp.srcport=49152 udp.dstport=6081 udp.length=75",
                        "udp.checksum.status=1 geneve.version=0 geneve.flags=0x40 geneve.proto_type=0x6558",
                        "geneve.vni=0xfedcba geneve.reserved=0x00 geneve.option.class=0xabcd,0xef01",
                        "geneve.option.type=0x81,0x02 geneve.option.flags=0x00,0x00 geneve.option.length=12,8,4 geneve.option.unknown.data=01020304,<MISSING>",
                        ETHERNET4,
                        INNER_ROW),
                DissectedFrame.of(
                                OUTER4.carrying(esp(0xfedcba98L, 0x89abcdefL, UNENCRYPTED)),
                                ETHERNET4,
                                IP4 + "ip.len=78 ip.proto=50 esp.spi=0xfedcba98 esp.sequence=2309737967",
                                INNER_ROW,
                                ESP_END)
                        .blind(80, 0, CHECK_BITS),
                DissectedFrame.of(
                                OUTER6.carrying(esp(0x1234, 5, UNENCRYPTED)),
                                ETHERNET6,
                                PLAIN6 + " ipv6.plen=58 ipv6.nxt=50 esp.spi=0x00001234 esp.sequence=5",
                                INNER_ROW,
                                ESP_END)
                        .blind(100, 0, CHECK_BITS),
                DissectedFrame.of(
                        OUTER4.carrying(ah(0xfedcba98L, 0x89abcdefL).carrying(INNER)),
                        ETHERNET4,
                        IP4 + "ip.len=77 ip.proto=51 ah.next_header=4 ah.length=4 ah.reserved=0000 ah.spi=0xfedcba98",
                        "ah.sequence=2309737967 ah.icv=000000000000000000000000",
                        INNER_ROW),
                DissectedFrame.of(
                                OUTER6.carrying(ah(6, 7).check((byte) 1, (byte) 2, (byte) 3, (byte) 4)
                                        .carrying(esp(8, 9, UNENCRYPTED))),
                                ETHERNET6,
                                PLAIN6 + " ipv6.plen=74 ipv6.nxt=51 ah.next_header=50 ah.length=2 ah.reserved=0000",
                                "ah.spi=0x00000006 ah.sequence=7 ah.icv=01020304 esp.spi=0x00000008 esp.sequence=9",
                                INNER_ROW,
                                ESP_END)
                        .blind(116, 0, CHECK_BITS),
                DissectedFrame.of(
                        OUTER6.carrying(ah(6, 7).carrying(253, new byte[] {1, 2})),
                        ETHERNET6,
                        PLAIN6 + " ipv6.plen=26 ipv6.nxt=51 ah.next_header=253 ah.length=4 ah.reserved=0000",
                        "ah.spi=0x00000006 ah.sequence=7 ah.icv=000000000000000000000000 data.data=0102"));
    }
}
