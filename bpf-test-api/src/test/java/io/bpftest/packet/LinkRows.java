package io.bpftest.packet;

import static io.bpftest.packet.DissectedFrame.ADDRESSES4;
import static io.bpftest.packet.DissectedFrame.ETHERNET;
import static io.bpftest.packet.DissectedFrame.ETHERNET4;
import static io.bpftest.packet.DissectedFrame.PLAIN4;
import static io.bpftest.packet.Packets.arpReply;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.mac;

import java.util.List;
import org.pcap4j.packet.Dot1qVlanTagPacket;

/** Ethernet, VLAN tags, MPLS and ARP. */
final class LinkRows {

    private static final RawIp4Frame IP =
            ipv4("203.0.113.7", "198.51.100.1", 253).payload("x");
    private static final String IP_ROW = PLAIN4 + " ip.len=21 ip.proto=253 " + ADDRESSES4 + " data.data=78";
    private static final String ARP = " eth.type=0x0806 arp.hw.type=1 arp.proto.type=0x0800 arp.hw.size=6"
            + " arp.proto.size=4 arp.src.proto_ipv4=192.0.2.1 arp.dst.proto_ipv4=192.0.2.2";

    private LinkRows() {}

    static List<DissectedFrame> rows() {
        return List.of(
                DissectedFrame.of(
                        ethernet(0x88b5)
                                .from("0a:1b:2c:3d:4e:5f")
                                .to("f2:e1:d0:c3:b4:a5")
                                .payload("raw"),
                        "eth.dst=f2:e1:d0:c3:b4:a5 eth.src=0a:1b:2c:3d:4e:5f eth.type=0x88b5 data.data=726177"),
                DissectedFrame.of(IP.padded(), ETHERNET4, IP_ROW, "eth.padding=" + "00".repeat(25)),
                DissectedFrame.of(
                        IP.vlan(0xabc, 5),
                        ETHERNET,
                        "eth.type=0x8100 vlan.priority=5 vlan.dei=0 vlan.id=2748 vlan.etype=0x0800",
                        IP_ROW),
                DissectedFrame.of(
                        IP.vlan(7, 2).vlan(0xfff, 6),
                        ETHERNET,
                        "eth.type=0x8100 vlan.priority=2 vlan.dei=0 vlan.id=7 vlan.etype=0x8100",
                        "vlan.priority=6 vlan.dei=0 vlan.id=4095 vlan.etype=0x0800",
                        IP_ROW),
                DissectedFrame.of(
                                IP.svlan(5, 3)
                                        .vlan(6, 7)
                                        .adjust(Dot1qVlanTagPacket.Builder.class, outer -> outer.cfi(true)),
                                ETHERNET,
                                "eth.type=0x88a8 ieee8021ad.priority=3 ieee8021ad.dei=1 ieee8021ad.id=5",
                                "vlan.priority=7 vlan.dei=0 vlan.id=6 vlan.etype=0x0800",
                                IP_ROW)
                        // It has no field for the type in a service tag, and 0x9100 there is a VLAN tag to it as well.
                        .blind(16, 3, 1),
                DissectedFrame.of(
                        IP.mpls(100, 5, 17).mpls(0xfffff, 3, 9),
                        ETHERNET,
                        "eth.type=0x8847 mpls.label=100 mpls.exp=5 mpls.bottom=0 mpls.ttl=17",
                        "mpls.label=1048575 mpls.exp=3 mpls.bottom=1 mpls.ttl=9",
                        IP_ROW),
                DissectedFrame.of(
                        arpRequest("192.0.2.1", "192.0.2.2"),
                        "eth.dst=ff:ff:ff:ff:ff:ff eth.src=02:00:00:00:00:01" + ARP,
                        "arp.opcode=1 arp.src.hw_mac=02:00:00:00:00:01 arp.dst.hw_mac=00:00:00:00:00:00"),
                DissectedFrame.of(
                        arpReply("192.0.2.1", "192.0.2.2"),
                        ETHERNET + ARP,
                        "arp.opcode=2 arp.src.hw_mac=02:00:00:00:00:01 arp.dst.hw_mac=02:00:00:00:00:02"),
                DissectedFrame.of(
                        arpReply("192.0.2.3", "192.0.2.4")
                                .senderMac(mac("02:00:00:00:00:0a"))
                                .targetMac(mac("02:00:00:00:00:0b"))
                                .vlan(9),
                        ETHERNET,
                        "vlan.priority=0 vlan.dei=0 vlan.id=9 vlan.etype=0x0806",
                        "eth.type=0x8100 arp.hw.type=1 arp.proto.type=0x0800 arp.hw.size=6 arp.proto.size=4",
                        "arp.src.proto_ipv4=192.0.2.3 arp.dst.proto_ipv4=192.0.2.4",
                        "arp.opcode=2 arp.src.hw_mac=02:00:00:00:00:0a arp.dst.hw_mac=02:00:00:00:00:0b"));
    }
}
