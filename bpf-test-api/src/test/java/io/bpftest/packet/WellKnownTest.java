package io.bpftest.packet;

import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.dnsQuery;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.gre;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.igmpReport;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.packet.Packets.vxlan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers have the names that tcpdump's users know; summaries keep bare ports, as {@code tcpdump -n} does. */
class WellKnownTest {

    private static final Udp4Frame UDP = udp4("192.0.2.1", 4000, "192.0.2.2", 53);

    @ParameterizedTest
    @CsvSource({
        "0x88cc, 0x88cc (LLDP)",
        "0x8864, 0x8864 (PPPoE session)",
        "0x88e5, 0x88e5 (MACsec)",
        "0x0026, 0x0026 (802.3 length)",
        "0xfff0, 0xfff0"
    })
    void namesEtherTypes(String type, String text) {
        Frame<?> frame = ethernet(Integer.decode(type)).payloadOfZeros(50);

        assertThat(fields(frame, "eth")).containsEntry("type", text);
        assertThat(frame).asString().contains("02:..:02 type " + text + " / ");
    }

    @Test
    void namesPortsInFieldsOnly() {
        assertThat(fields(tcp4("192.0.2.1", 443, "192.0.2.2", 50000), "tcp"))
                .containsEntry("source port", "443 (https)")
                .containsEntry("destination port", "50000");
        assertThat(fields(UDP, "udp")).containsEntry("destination port", "53 (domain)");
        assertThat(UDP).asString().contains("udp 4000 > 53");
    }

    @Test
    void namesProtocolsAndTrafficClasses() {
        assertThat(fields(ipv4("192.0.2.1", "192.0.2.2", 89), "ip4")).containsEntry("protocol", "89 (OSPF)");
        assertThat(fields(UDP.dscp(46).ecn(1), "ip4")).containsEntry("type of service", "0xb9 (dscp 46, ecn 1)");
        assertThat(fields(udp6("::1", 1, "::2", 2).trafficClass(3), "ip6"))
                .containsEntry("traffic class", "0x03 (dscp 0, ecn 3)");
    }

    @Test
    void namesOptionsAndRoutingTypes() {
        assertThat(fields(UDP.routerAlert().recordRoute(1), "ip4").get("options"))
                .startsWith("RA,RR (94 04 ");
        Udp6Frame routed = udp6("::1", 1, "::2", 2).routing(4, 1, new byte[4]);

        assertThat(fields(routed, "ip6 routing"))
                .containsEntry("routing type", "4 (segment routing)")
                .containsEntry("segments left", "1");
        assertThat(routed).asString().contains("/ routing 8 B type 4 segments left 1 /");
    }

    @Test
    void namesArpOperations() {
        byte[] frame = arpRequest("192.0.2.1", "192.0.2.2").bytes();
        assertThat(field(frame, "arp", "operation")).isEqualTo("1 (request)");
        frame[21] = 3;

        assertThat(field(frame, "arp", "operation")).isEqualTo("3 (request reverse)");
        assertThat(PacketText.summary(frame)).contains("arp operation 3 (request reverse) 192.0.2.1 > 192.0.2.2");
    }

    @Test
    void tellsWhatIcmpMessagesAreAbout() {
        Icmp4Frame over4 = icmp4("192.0.2.1", "192.0.2.2");
        byte[] target = new byte[16];
        target[15] = 9;

        assertThat(over4.type(3, 4).restOfHeader(1400))
                .asString()
                .contains("icmp destination unreachable code 4 (", ") mtu 1400");
        assertThat(over4.type(5, 1).restOfHeader(0xc0a80001L)).asString().endsWith(" to 192.168.0.1");
        assertThat(over4.type(11, 0)).asString().contains("icmp time exceeded code 0 (");
        assertThat(fields(over4.echoReply(1, 1), "icmp")).containsEntry("type", "0 (echo reply)");
        Icmp6Frame over6 = icmp6("::1", "::2");
        assertThat(over6.type(2, 0).restOfHeader(1280)).asString().endsWith("icmp6 packet too big mtu 1280");
        assertThat(over6.type(135, 0).payload(target)).asString().contains("neighbor solicitation who-has ::9 /");
        assertThat(over6.type(136, 0).payload(target)).asString().contains("neighbor advertisement for ::9 /");
        assertThat(over6.type(135, 0)).asString().endsWith("neighbor solicitation");
        assertThat(fields(over6, "icmp6")).containsEntry("type", "128 (echo request)");
    }

    @Test
    void namesFlagsAndTypesOfTunnelsAndIgmp() {
        RawIp4Frame outer = ipv4("192.0.2.1", "192.0.2.2");

        assertThat(fields(outer.carrying(gre(UDP).key(1).sequence(2)), "gre"))
                .containsEntry("flags", "0x3000 (key, sequence)");
        assertThat(fields(UDP.destinationPort(4789).carrying(vxlan(5, UDP)), "vxlan"))
                .containsEntry("flags", "0x08 (I)");
        assertThat(fields(outer.carrying(igmpReport("224.1.2.3")), "igmp")).containsEntry("type", "0x16 (v2 report)");
    }

    @Test
    void namesFlagsTypesAndOperationsOfDns() {
        Udp4Frame answer = UDP.carrying(dnsQuery("a.org", DnsType.CAA).response(9));
        assertThat(fields(answer, "dns")).containsEntry("flags", "0x8189 (response, RD, RA)");
        assertThat(answer).asString().endsWith("dns response id 0 CAA a.org NOTAUTH");

        byte[] other = UDP.carrying(dnsQuery("a.org", DnsType.NAPTR)).bytes();
        other[44] = 0x22;
        assertThat(PacketText.summary(other)).contains("dns notify truncated query id 0 NAPTR a.org");
    }

    private static Map<String, String> fields(Frame<?> frame, String header) {
        return fields(frame.bytes(), header);
    }

    private static Map<String, String> fields(byte[] frame, String header) {
        return PacketText.headers(frame).stream()
                .filter(found -> found.name().equals(header))
                .findFirst()
                .orElseThrow()
                .fields();
    }

    private static String field(byte[] frame, String header, String field) {
        return String.valueOf(fields(frame, header).get(field));
    }
}
