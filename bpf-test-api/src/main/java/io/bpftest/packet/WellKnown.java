package io.bpftest.packet;

import java.util.Map;

/** Names of well-known numbers as tcpdump's users know them, where pcap4j's tables have longer ones or none. */
final class WellKnown {

    /** EtherTypes (IEEE 802, RFC 9542). */
    static final Map<Integer, String> ETHER_TYPES = Map.ofEntries(
            Map.entry(0x0800, "IPv4"),
            Map.entry(0x0806, "ARP"),
            Map.entry(0x0842, "Wake-on-LAN"),
            Map.entry(0x22f3, "TRILL"),
            Map.entry(0x6558, "TEB"),
            Map.entry(0x8035, "RARP"),
            Map.entry(0x8100, "802.1Q"),
            Map.entry(0x86dd, "IPv6"),
            Map.entry(0x8808, "MAC control"),
            Map.entry(0x8809, "slow protocols"),
            Map.entry(0x880b, "PPP"),
            Map.entry(0x8847, "MPLS"),
            Map.entry(0x8848, "MPLS multicast"),
            Map.entry(0x8863, "PPPoE discovery"),
            Map.entry(0x8864, "PPPoE session"),
            Map.entry(0x888e, "EAPOL"),
            Map.entry(0x8892, "PROFINET"),
            Map.entry(0x88a2, "ATA over Ethernet"),
            Map.entry(0x88a8, "802.1ad"),
            Map.entry(0x88b5, "local experiment 1"),
            Map.entry(0x88b6, "local experiment 2"),
            Map.entry(0x88cc, "LLDP"),
            Map.entry(0x88e5, "MACsec"),
            Map.entry(0x88f7, "PTP"),
            Map.entry(0x8902, "CFM"),
            Map.entry(0x8906, "FCoE"),
            Map.entry(0x8915, "RoCE"),
            Map.entry(0x894f, "NSH"),
            Map.entry(0x9000, "loopback"),
            Map.entry(0x9100, "802.1Q-9100"));

    /** IP protocols, only those that pcap4j calls otherwise than their users do. */
    static final Map<Integer, String> PROTOCOLS = Map.of(4, "IPIP", 41, "IPv6", 89, "OSPF", 94, "IPIP", 103, "PIM");

    /** Ports that mean the same over TCP and UDP (IANA's service names). */
    private static final Map<Integer, String> PORTS = Map.ofEntries(
            Map.entry(7, "echo"),
            Map.entry(9, "discard"),
            Map.entry(20, "ftp-data"),
            Map.entry(21, "ftp"),
            Map.entry(22, "ssh"),
            Map.entry(23, "telnet"),
            Map.entry(25, "smtp"),
            Map.entry(53, "domain"),
            Map.entry(67, "bootps"),
            Map.entry(68, "bootpc"),
            Map.entry(69, "tftp"),
            Map.entry(80, "http"),
            Map.entry(110, "pop3"),
            Map.entry(111, "sunrpc"),
            Map.entry(123, "ntp"),
            Map.entry(137, "netbios-ns"),
            Map.entry(143, "imap"),
            Map.entry(161, "snmp"),
            Map.entry(162, "snmptrap"),
            Map.entry(179, "bgp"),
            Map.entry(389, "ldap"),
            Map.entry(443, "https"),
            Map.entry(445, "microsoft-ds"),
            Map.entry(500, "isakmp"),
            Map.entry(546, "dhcpv6-client"),
            Map.entry(547, "dhcpv6-server"),
            Map.entry(587, "submission"),
            Map.entry(631, "ipp"),
            Map.entry(636, "ldaps"),
            Map.entry(853, "domain-s"),
            Map.entry(993, "imaps"),
            Map.entry(995, "pop3s"),
            Map.entry(1812, "radius"),
            Map.entry(1900, "ssdp"),
            Map.entry(2049, "nfs"),
            Map.entry(3306, "mysql"),
            Map.entry(3389, "ms-wbt-server"),
            Map.entry(3478, "stun"),
            Map.entry(4500, "ipsec-nat-t"),
            Map.entry(4789, "vxlan"),
            Map.entry(5060, "sip"),
            Map.entry(5353, "mdns"),
            Map.entry(5432, "postgresql"),
            Map.entry(6081, "geneve"),
            Map.entry(6379, "redis"),
            Map.entry(8080, "http-alt"));

    /** Options of IPv4 (RFC 791, RFC 2113). */
    private static final Map<Integer, String> IP4_OPTIONS =
            Map.of(0, "EOL", 1, "NOP", 7, "RR", 68, "TS", 130, "SEC", 131, "LSRR", 137, "SSRR", 148, "RA");

    private WellKnown() {}

    /** A port with its service's name in parentheses, if it has one. */
    static String port(int port) {
        String name = PORTS.get(port);
        return name == null ? String.valueOf(port) : port + " (" + name + ")";
    }

    /** The name of an IPv4 option, or its number. */
    static String ip4Option(int type) {
        return IP4_OPTIONS.getOrDefault(type, "option " + type);
    }

    /** The second byte of IPv4, the traffic class of IPv6: with what it says if it says anything (RFC 2474, RFC 3168). */
    static String trafficClass(int value) {
        String text = NumberText.hex(value, 2);
        return value == 0 ? text : text + " (dscp " + (value >> 2) + ", ecn " + (value & 3) + ")";
    }

    /** A number in hexadecimal, with the names of those of its bits that are set in parentheses. */
    static String flags(int value, int digits, Map<Integer, String> names) {
        StringBuilder set = new StringBuilder();
        names.keySet().stream()
                .sorted((a, b) -> b - a)
                .filter(bit -> (value & bit) != 0)
                .forEach(bit -> set.append(set.isEmpty() ? "" : ", ").append(names.get(bit)));
        return NumberText.hex(value, digits) + (set.isEmpty() ? "" : " (" + set + ")");
    }
}
