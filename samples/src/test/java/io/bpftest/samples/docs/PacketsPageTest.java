package io.bpftest.samples.docs;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.dnsQuery;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.gre;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.sctp;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.packet.Packets.vxlan;

import io.bpftest.packet.DnsType;
import io.bpftest.packet.PacketText;
import io.bpftest.packet.RawIp4Frame;
import io.bpftest.packet.Tcp4Frame;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.packet.Udp6Frame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;

/** The code of docs/packets.md. */
class PacketsPageTest {

    @Test
    void aFrameIsDescribedAndBuilt() {
        Udp4Frame query = udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(3).payload("x");
        EthernetPacket packet = query.build();
        byte[] bytes = query.bytes();

        assertThat(packet.getRawData()).isEqualTo(bytes);
        assertThat(query)
                .hasToString("eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 3"
                        + " / udp 4000 > 53 / 1 B payload");
    }

    @Test
    void headersStackUp() {
        Tcp4Frame syn =
                tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn().mss(1460).sackPermitted();
        Tcp4Frame tagged = syn.svlan(100).vlan(7, 5);
        Udp6Frame routed =
                udp6("2001:db8::7", 4000, "2001:db8::1", 53).hopByHop().flowLabel(0x12345);
        Udp4Frame labelled = udp4("203.0.113.7", 4000, "198.51.100.1", 53).mpls(16);

        assertThat(PacketText.summary(tagged.bytes())).contains("vlan 100").contains("vlan 7");
        assertThat(PacketText.summary(routed.bytes())).contains("hop");
        assertThat(PacketText.summary(labelled.bytes())).contains("mpls");
    }

    @Test
    void tunnelsCarryFrames() {
        Udp4Frame inner = udp4("10.0.0.1", 4000, "10.0.0.2", 53).carrying(dnsQuery("example.org", DnsType.A));

        RawIp4Frame overGre =
                ipv4("203.0.113.7", "198.51.100.1").carrying(gre(inner).key(42));
        Udp4Frame overlay = udp4("203.0.113.7", 50000, "198.51.100.1", 4789).carrying(vxlan(42, inner));
        RawIp4Frame ipInIp = ipv4("203.0.113.7", "198.51.100.1").carrying(inner);
        var association =
                ipv6("2001:db8::7", "2001:db8::1").carrying(sctp(4000, 36412).init(1, 1));

        assertThat(PacketText.summary(overGre.bytes())).contains("gre");
        assertThat(PacketText.summary(overlay.bytes())).contains("vxlan").contains("example.org");
        assertThat(PacketText.summary(ipInIp.bytes())).contains("10.0.0.2");
        assertThat(PacketText.summary(association.bytes())).contains("sctp");
    }

    @Test
    void fragmentsAreMadeFromAWhole() {
        Udp4Frame large = udp4("203.0.113.7", 4000, "198.51.100.1", 53).payloadOfZeros(4000);

        List<RawIp4Frame> fragments = large.fragments(3);
        List<RawIp4Frame> overlapping = large.overlappingFragments(3, 8);

        assertThat(fragments).hasSize(3);
        assertThat(overlapping.get(1).bytes())
                .hasSizeGreaterThan(fragments.get(1).bytes().length);
    }

    @Test
    void damageIsDeliberate() {
        Tcp4Frame syn = tcp4("203.0.113.7", 4000, "198.51.100.1", 443).syn();

        Tcp4Frame badChecksum = syn.badChecksum();
        Tcp4Frame shortHeader = syn.ihl(4);
        Tcp4Frame cutShort = syn.truncated(40);
        Tcp4Frame anyByte = syn.overwritten(23, 0xff);

        assertThat(badChecksum.bytes()).isNotEqualTo(syn.bytes());
        assertThat(shortHeader.bytes()[14]).isEqualTo((byte) 0x44);
        assertThat(cutShort.bytes()).hasSize(40);
        assertThat(anyByte.bytes()[23]).isEqualTo((byte) 0xff);
    }

    static Stream<Udp4Frame> queries() {
        return each(udp4("203.0.113.7", 4000, "198.51.100.1", 53))
                .with(Udp4Frame::destinationPort, 53, 5353)
                .range(Udp4Frame::ttl, 1, 3)
                .variants(frame -> frame, frame -> frame.vlan(7), Udp4Frame::badChecksum)
                .stream();
    }

    @Test
    void templatesVary() {
        assertThat(queries()).hasSize(2 * 3 * 3);
    }

    @Test
    void pcap4jIsNeverFar() {
        Udp4Frame adjusted = udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                .adjust(IpV4Packet.Builder.class, ip -> ip.reservedFlag(true));
        byte[] raw = ethernet(0x88b5).payload(new byte[] {1, 2, 3}).bytes();

        assertThat(adjusted.bytes()[20]).isEqualTo((byte) 0x80);
        assertThat(raw).hasSize(17);
    }
}
