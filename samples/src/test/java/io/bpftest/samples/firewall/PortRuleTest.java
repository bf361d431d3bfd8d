package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.packet.Frame;
import io.bpftest.packet.Tcp4Frame;
import io.bpftest.packet.Udp4Frame;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortRuleTest extends FirewallTests {

    static final Udp4Frame DNS = udp4("203.0.113.7", 4000, "198.51.100.1", 53);
    static final Tcp4Frame TELNET =
            tcp4("203.0.113.7", 4000, "198.51.100.1", 23).syn();

    @BpfMap("port_hits")
    PerCpuMap<Integer, Long> hits;

    static Stream<Frame<?>> toPort53() {
        return Stream.of(
                udp4("203.0.113.7", 4000, "198.51.100.1", 53),
                udp6("2001:db8::7", 4000, "2001:db8:1::1", 53),
                tcp4("203.0.113.7", 4000, "198.51.100.1", 53).syn(),
                tcp6("2001:db8::7", 4000, "2001:db8:1::1", 53).syn());
    }

    static Stream<Frame<?>> besidePort53() {
        return Stream.of(
                DNS.destinationPort(52),
                DNS.destinationPort(54),
                DNS.destinationPort(53 << 8), // 53 in the other byte order
                DNS.sourcePort(53).destinationPort(4000),
                tcp4("203.0.113.7", 4000, "198.51.100.1", 53).syn(),
                tcp6("2001:db8::7", 53, "2001:db8:1::1", 54).syn());
    }

    @Nested
    @BpfConstant(name = "default_action", value = "1")
    class WhenTheDefaultIsToAllow {

        @ParameterizedTest
        @MethodSource("io.bpftest.samples.firewall.PortRuleTest#toPort53")
        void dropsWhatARuleDenies(Frame<?> packet) {
            portRules.put(rule(UDP, 53), DENY);
            portRules.put(rule(TCP, 53), DENY);

            assertDrops(packet, Reason.PORT_DENIED);
        }

        @ParameterizedTest
        @MethodSource("io.bpftest.samples.firewall.PortRuleTest#besidePort53")
        void passesWhatTheRuleDoesNotName(Frame<?> packet) {
            portRules.put(rule(UDP, 53), DENY);

            assertPasses(packet, Reason.BY_DEFAULT);
            assertThat(hits).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 0x100, -1})
        void takesAnUnknownActionForADenial(int action) {
            portRules.put(rule(UDP, 53), action);

            assertDrops(DNS, Reason.PORT_DENIED);
        }
    }

    @Nested
    @BpfConstant(name = "default_action", value = "0")
    class WhenTheDefaultIsToDeny {

        @ParameterizedTest
        @MethodSource("io.bpftest.samples.firewall.PortRuleTest#toPort53")
        void passesWhatARuleAllows(Frame<?> packet) {
            portRules.put(rule(UDP, 53), ALLOW);
            portRules.put(rule(TCP, 53), ALLOW);

            assertPasses(packet, Reason.PORT_ALLOWED);
        }

        @ParameterizedTest
        @MethodSource("io.bpftest.samples.firewall.PortRuleTest#besidePort53")
        void dropsWhatTheRuleDoesNotName(Frame<?> packet) {
            portRules.put(rule(UDP, 53), ALLOW);

            assertDrops(packet, Reason.BY_DEFAULT);
        }
    }

    @Test
    void allowsByDefaultUnlessToldOtherwise() {
        assertPasses(DNS, Reason.BY_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7fff, 0x8000, 0xffff})
    void matchesPortsOfTheWholeRange(int port) {
        portRules.put(rule(TCP, port), DENY);

        assertDrops(TELNET.destinationPort(port), Reason.PORT_DENIED);
    }

    @Test
    void countsThePacketsOfEachRule() {
        portRules.put(rule(UDP, 53), ALLOW);
        portRules.put(rule(TCP, 23), DENY);
        portRules.put(rule(TCP, 22), DENY);

        for (int i = 0; i < 3; i++) {
            assertThat(firewall.run(DNS.build())).passes();
        }
        assertThat(firewall.run(TELNET.build())).drops();

        assertThat(hits.sum(rule(UDP, 53))).isEqualTo(3);
        assertThat(hits.sum(rule(TCP, 23))).isEqualTo(1);
        assertThat(hits).hasSize(2);
    }
}
