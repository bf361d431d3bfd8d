package io.bpftest.samples.egress;

import static io.bpftest.packet.Packets.arpRequest;
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
import static io.bpftest.samples.egress.EgressTests.Reason.OTHER_ADDRESS;
import static io.bpftest.samples.egress.EgressTests.Reason.OTHER_PORT;
import static io.bpftest.samples.egress.EgressTests.Reason.OTHER_PROTOCOL;

import io.bpftest.BpfConstant;
import io.bpftest.PacketSource;
import io.bpftest.packet.Frame;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What processes may not send. */
class DeniedTest extends EgressTests {

    private static final int ICMP = 1;
    private static final int ICMP6 = 58;

    static Stream<Frame<?>> toOtherAddresses() {
        return Stream.of(
                tcp4(SELF4, 40000, "198.51.101.1", 443).syn(),
                tcp4(SELF4, 40000, "198.51.100.128", 443).syn(),
                tcp4(ALLOWED4, 40000, "203.0.113.1", 443).syn(),
                tcp6(SELF6, 40000, "2001:db8:2::1", 443).syn(),
                tcp6(SELF6, 40000, "2001:db8:1:f::1", 443).syn(),
                tcp6(ALLOWED6, 40000, "2001:db8:2::1", 443).syn(),
                icmp4(SELF4, "203.0.113.1"),
                icmp6(SELF6, "2001:db8:2::1"),
                icmp4(SELF4, RESOLVER4));
    }

    @ParameterizedTest
    @PacketSource("toOtherAddresses")
    void deniesOtherAddresses(Frame<?> packet) {
        assertDenies(packet, OTHER_ADDRESS);
    }

    static Stream<Frame<?>> nearTheResolver() {
        return Stream.of(
                udp4(SELF4, 40000, RESOLVER4, 54),
                udp4(SELF4, 53, RESOLVER4, 40000),
                udp4(SELF4, 40000, "192.0.2.54", 53),
                udp6(SELF6, 40000, RESOLVER6, 54),
                udp6(SELF6, 40000, "2001:db8:54::53", 53),
                udp6(SELF6, 40000, "2001:db8:53::54", 53));
    }

    @ParameterizedTest
    @PacketSource("nearTheResolver")
    void deniesWhatIsNoQuestionToTheResolver(Frame<?> packet) {
        assertDenies(packet, OTHER_ADDRESS);
    }

    static Stream<Frame<?>> toAnyAddress() {
        return Stream.of(udp4(SELF4, 40000, "0.0.0.0", 53), udp6(SELF6, 40000, "::", 53));
    }

    @ParameterizedTest
    @PacketSource("toAnyAddress")
    @BpfConstant(name = "resolver4", value = "0")
    @BpfConstant(name = "resolver6_network", value = "0")
    @BpfConstant(name = "resolver6_host", value = "0")
    void withoutAResolverNoAddressIsTheResolvers(Frame<?> packet) {
        assertDenies(packet, OTHER_ADDRESS);
    }

    static Stream<Frame<?>> toOtherPorts() {
        return Stream.of(
                tcp4(SELF4, 40000, ALLOWED4, 80).syn(),
                tcp4(SELF4, 40000, ALLOWED4, 123).syn(),
                udp4(SELF4, 40000, ALLOWED4, 443),
                udp4(SELF4, 40000, ALLOWED4, 53),
                tcp4(SELF4, 443, ALLOWED4, 40000).syn(),
                tcp6(SELF6, 40000, ALLOWED6, 80).syn());
    }

    @ParameterizedTest
    @PacketSource("toOtherPorts")
    void deniesOtherPortsOfAllowedNetworks(Frame<?> packet) {
        assertDenies(packet, OTHER_PORT);
    }

    static Stream<Frame<?>> otherProtocols() {
        return Stream.of(
                ipv4(SELF4, ALLOWED4).carrying(sctp(40000, 443).init(1, 1)),
                ipv6(SELF6, ALLOWED6).carrying(sctp(40000, 443).init(1, 1)),
                ipv4(SELF4, ALLOWED4).carrying(igmpReport("224.0.0.251")),
                ipv4(SELF4, ALLOWED4).carrying(tcp4(SELF4, 40000, ALLOWED4, 443)),
                ipv4(SELF4, ALLOWED4, ICMP6).payload("12345678"),
                ipv6(SELF6, ALLOWED6, ICMP).payload("12345678"),
                arpRequest(SELF4, ALLOWED4));
    }

    @ParameterizedTest
    @PacketSource("otherProtocols")
    void deniesOtherProtocols(Frame<?> packet) {
        assertDenies(packet, OTHER_PROTOCOL);
    }

    @Test
    void deniesExtensionHeaders() {
        assertDenies(tcp6(SELF6, 40000, ALLOWED6, 443).hopByHop(), OTHER_PROTOCOL);
    }
}
