package io.bpftest.packet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which header follows which: the one place to name a new one. */
final class Dissectors {

    static final Dissector ETHERNET = LinkDissectors::ethernet;

    private static final Map<Integer, Dissector> BY_ETHER_TYPE = Map.of(
            0x0800,
            Ip4Dissector::read,
            0x0806,
            LinkDissectors::arp,
            0x8100,
            LinkDissectors::vlan,
            0x86dd,
            Ip6Dissector::read,
            MplsLabel.UNICAST,
            MplsDissector::read,
            0x8848,
            MplsDissector::read,
            0x88a8,
            LinkDissectors::serviceVlan);

    private static final Map<Integer, Dissector> BY_PROTOCOL =
            Map.of(1, IcmpDissectors::icmp4, Igmp.PROTOCOL, IgmpDissector::read);

    private static final Map<Integer, Dissector> BY_NEXT_HEADER = Map.of(
            0, Ip6ExtensionDissectors::hopByHop,
            43, Ip6ExtensionDissectors::routing,
            44, Ip6ExtensionDissectors::fragment,
            58, IcmpDissectors::icmp6,
            60, Ip6ExtensionDissectors::destinationOptions);

    /** What either version of IP carries. */
    private static final Map<Integer, Dissector> BY_EITHER = Map.of(
            4,
            Ip4Dissector::read,
            6,
            TcpDissector::read,
            17,
            UdpDissector::read,
            41,
            Ip6Dissector::read,
            Gre.PROTOCOL,
            TunnelDissectors::gre,
            Esp.PROTOCOL,
            IpsecDissectors::esp,
            Ah.PROTOCOL,
            IpsecDissectors::ah,
            Sctp.PROTOCOL,
            SctpDissector::read);

    private static final Map<Integer, Dissector> BY_PORT = Map.of(
            Dns.PORT, DnsDissector::read,
            Vxlan.PORT, TunnelDissectors::vxlan,
            Geneve.PORT, TunnelDissectors::geneve);

    private Dissectors() {}

    static @Nullable Dissector ofEtherType(int type) {
        return BY_ETHER_TYPE.get(type);
    }

    static @Nullable Dissector ofProtocol(int protocol) {
        return BY_EITHER.getOrDefault(protocol, BY_PROTOCOL.get(protocol));
    }

    static @Nullable Dissector ofNextHeader(int nextHeader) {
        return BY_EITHER.getOrDefault(nextHeader, BY_NEXT_HEADER.get(nextHeader));
    }

    /** What a UDP datagram carries; tunnels are known by the port they are sent to, DNS by either. */
    static @Nullable Dissector ofPorts(int source, int destination) {
        return BY_PORT.get(source == Dns.PORT ? source : destination);
    }
}
