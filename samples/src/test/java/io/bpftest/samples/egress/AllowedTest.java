package io.bpftest.samples.egress;

import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.samples.egress.EgressTests.Reason.ALLOWED;
import static io.bpftest.samples.egress.EgressTests.Reason.TO_RESOLVER;

import io.bpftest.PacketSource;
import io.bpftest.packet.Frame;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What processes may send. */
class AllowedTest extends EgressTests {

    static Stream<Frame<?>> toAllowedNetworks() {
        return Stream.of(
                tcp4(SELF4, 40000, ALLOWED4, 443).syn(),
                tcp4(SELF4, 40000, "198.51.100.127", 443).ack(),
                tcp4(SELF4, 40000, "198.51.100.192", 443).ack(),
                udp4(SELF4, 40000, ALLOWED4, 123),
                tcp6(SELF6, 40000, ALLOWED6, 443).syn(),
                tcp6(SELF6, 40000, "2001:db8:1:e:ffff::", 443).syn(),
                udp6(SELF6, 40000, ALLOWED6, 123));
    }

    @ParameterizedTest
    @PacketSource("toAllowedNetworks")
    void allowsAllowedPortsOfAllowedNetworks(Frame<?> packet) {
        assertAllows(packet, ALLOWED);
    }

    static Stream<Frame<?>> pings() {
        return Stream.of(icmp4(SELF4, ALLOWED4), icmp6(SELF6, ALLOWED6));
    }

    @ParameterizedTest
    @PacketSource("pings")
    void allowsIcmpToAllowedNetworks(Frame<?> packet) {
        assertAllows(packet, ALLOWED);
    }

    static Stream<Frame<?>> toResolver() {
        return Stream.of(
                udp4(SELF4, 40000, RESOLVER4, 53),
                tcp4(SELF4, 40000, RESOLVER4, 53).syn(),
                udp6(SELF6, 40000, RESOLVER6, 53),
                tcp6(SELF6, 40000, RESOLVER6, 53).syn());
    }

    @ParameterizedTest
    @PacketSource("toResolver")
    void allowsQuestionsToTheResolverThoughItsNetworkIsNotAllowed(Frame<?> packet) {
        assertAllows(packet, TO_RESOLVER);
    }

    @Test
    void looksBehindIp4Options() {
        assertAllows(tcp4(SELF4, 40000, ALLOWED4, 443).routerAlert(), ALLOWED);
    }

    @Test
    void aPacketThatMayNotBeFragmentedIsNoFragment() {
        assertAllows(tcp4(SELF4, 40000, ALLOWED4, 443).dontFragment(), ALLOWED);
    }
}
