package io.bpftest.packet;

import java.net.Inet4Address;
import java.net.Inet6Address;
import org.pcap4j.util.MacAddress;

/**
 * Makes addresses and frames for tests; meant for static import.
 *
 * <pre>{@code
 * EthernetPacket query = udp4("203.0.113.7", 4000, "198.51.100.1", 53).vlan(100).ttl(3).payload("x").build();
 * EthernetPacket hello = tcp6("2001:db8::1", 4000, "2001:db8::2", 80).syn().sequence(7).build();
 * }</pre>
 *
 * <p>Addresses are literals, never looked up. Every method throws {@link io.bpftest.error.PacketException} for text
 * that is no address and for a number that its header field cannot hold. Ports are 0 to 65535.
 */
public final class Packets {

    static {
        PcapLogging.settle();
    }

    private Packets() {}

    /** Reads an IPv4 address such as {@code 203.0.113.7}. */
    public static Inet4Address ip4(String address) {
        return Literals.ip4(address);
    }

    /** Reads an IPv6 address such as {@code 2001:db8::7}; {@code ::ffff:203.0.113.7} stays an IPv6 address. */
    public static Inet6Address ip6(String address) {
        return Literals.ip6(address);
    }

    /** Reads a MAC address such as {@code 02:00:00:00:00:01}; hyphens do as well. */
    public static MacAddress mac(String address) {
        return Literals.mac(address);
    }

    /** Starts a UDP datagram over IPv4. */
    public static Udp4Frame udp4(String source, int sourcePort, String destination, int destinationPort) {
        return new Udp4Frame(source, sourcePort, destination, destinationPort);
    }

    /** Starts a UDP datagram over IPv6. */
    public static Udp6Frame udp6(String source, int sourcePort, String destination, int destinationPort) {
        return new Udp6Frame(source, sourcePort, destination, destinationPort);
    }

    /** Starts a TCP segment over IPv4, without flags. */
    public static Tcp4Frame tcp4(String source, int sourcePort, String destination, int destinationPort) {
        return new Tcp4Frame(source, sourcePort, destination, destinationPort);
    }

    /** Starts a TCP segment over IPv6, without flags. */
    public static Tcp6Frame tcp6(String source, int sourcePort, String destination, int destinationPort) {
        return new Tcp6Frame(source, sourcePort, destination, destinationPort);
    }

    /** Starts an ICMPv4 message, an echo request unless set. */
    public static Icmp4Frame icmp4(String source, String destination) {
        return new Icmp4Frame(source, destination);
    }

    /** Starts an ICMPv6 message, an echo request unless set. */
    public static Icmp6Frame icmp6(String source, String destination) {
        return new Icmp6Frame(source, destination);
    }

    /** Starts a broadcast ARP request: who has {@code target}, asks {@code sender}. Both are IPv4 addresses. */
    public static ArpFrame arpRequest(String sender, String target) {
        return ArpFrame.request(sender, target);
    }

    /** Starts an ARP reply: {@code sender} is at the frame's source MAC address, {@code target} is told. */
    public static ArpFrame arpReply(String sender, String target) {
        return ArpFrame.reply(sender, target);
    }

    /** Starts a frame of any EtherType, 0 to 0xffff, with a raw payload. */
    public static RawFrame ethernet(int etherType) {
        return new RawFrame(etherType);
    }

    /** Starts an IPv4 packet of any protocol, 0 to 255, with a raw payload. */
    public static RawIp4Frame ipv4(String source, String destination, int protocol) {
        return new RawIp4Frame(source, destination, protocol);
    }

    /** Starts an IPv6 packet of any next header, 0 to 255, with a raw payload. */
    public static RawIp6Frame ipv6(String source, String destination, int nextHeader) {
        return new RawIp6Frame(source, destination, nextHeader);
    }

    /** Starts an IPv4 packet that carries nothing (protocol 59) until it is told what. */
    public static RawIp4Frame ipv4(String source, String destination) {
        return ipv4(source, destination, IpPart.NOTHING);
    }

    /** Starts an IPv6 packet that carries nothing (next header 59) until it is told what. */
    public static RawIp6Frame ipv6(String source, String destination) {
        return ipv6(source, destination, IpPart.NOTHING);
    }

    /** Wraps what a frame has behind its Ethernet header and tags in GRE. */
    public static Gre gre(Frame<?> inner) {
        return Gre.of(inner.etherType().value() & 0xffff, inner.packetBytes());
    }

    /** Wraps a frame, Ethernet header included, in GRE. */
    public static Gre gretap(Frame<?> inner) {
        return Gre.of(Gre.ETHERNET, inner.bytes());
    }

    /** Wraps a frame, Ethernet header included, in VXLAN of a network number, 0 to 0xffffff; its UDP port is 4789. */
    public static Vxlan vxlan(int vni, Frame<?> inner) {
        return new Vxlan(vni, inner.bytes());
    }

    /** Wraps a frame, Ethernet header included, in Geneve of a network number, 0 to 0xffffff; its UDP port is 6081. */
    public static Geneve geneve(int vni, Frame<?> inner) {
        return Geneve.of(vni, inner.bytes());
    }

    /** Makes an ESP packet; both numbers are 0 to 4294967295, the encrypted part is taken as it is. */
    public static Esp esp(long spi, long sequence, byte... encrypted) {
        return new Esp(spi, sequence, encrypted);
    }

    /** Starts an authentication header; both numbers are 0 to 4294967295. */
    public static Ah ah(long spi, long sequence) {
        return Ah.of(spi, sequence);
    }

    /** Starts an SCTP packet without chunks. */
    public static Sctp sctp(int sourcePort, int destinationPort) {
        return Sctp.of(sourcePort, destinationPort);
    }

    /** Makes an IGMP membership query; the general one is for {@code 0.0.0.0}. */
    public static Igmp igmpQuery(String group) {
        return Igmp.of(Igmp.QUERY, group);
    }

    /** Makes an IGMPv2 membership report. */
    public static Igmp igmpReport(String group) {
        return Igmp.of(Igmp.REPORT, group);
    }

    /** Makes an IGMPv2 leave message. */
    public static Igmp igmpLeave(String group) {
        return Igmp.of(Igmp.LEAVE, group);
    }

    /** Makes a DNS query for a name such as {@code example.org}; {@link Dns#answer(String)} makes it a response. */
    public static Dns dnsQuery(String name, DnsType type) {
        return Dns.query(name, type);
    }

    /** Starts a template that gives many frames for parameterised tests; without variations it gives just this one. */
    public static <F extends Frame<F>> FrameTemplate<F> each(F frame) {
        return FrameTemplate.of(frame);
    }
}
