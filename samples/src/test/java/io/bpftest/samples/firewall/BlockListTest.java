package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("xdp_firewall.bpf.c")
class BlockListTest {

    @Nested
    class OfIp4 {

        @ParameterizedTest
        @CsvSource({
            "203.0.113.7/32,  203.0.113.7",
            "203.0.113.0/24,  203.0.113.0",
            "203.0.113.0/24,  203.0.113.255",
            "203.0.112.0/23,  203.0.113.7",
            "10.0.0.0/8,      10.255.255.255",
            "128.0.0.0/1,     203.0.113.7",
            "0.0.0.0/0,       203.0.113.7"
        })
        void dropsAndCountsASourceInABlockedNetwork(
                String network,
                String source,
                @BpfProgram XdpProgram firewall,
                @BpfMap("blocked4") LpmTrie<Long> blocked) {
            blocked.put(network, 0L);

            assertThat(firewall.run(udp4(source, 4000, "198.51.100.1", 53).build()))
                    .drops();
            assertThat(blocked.get(network)).isEqualTo(1L);
        }

        @ParameterizedTest
        @CsvSource({
            "203.0.113.7/32,  203.0.113.6",
            "203.0.113.7/32,  7.113.0.203",
            "203.0.113.0/24,  203.0.114.0",
            "203.0.112.0/23,  203.0.111.255",
            "10.0.0.0/8,      11.0.0.0",
            "128.0.0.0/1,     127.255.255.255"
        })
        void passesASourceBesideABlockedNetwork(
                String network,
                String source,
                @BpfProgram XdpProgram firewall,
                @BpfMap("blocked4") LpmTrie<Long> blocked) {
            blocked.put(network, 0L);

            assertThat(firewall.run(udp4(source, 4000, "198.51.100.1", 53).build()))
                    .passes();
            assertThat(blocked.get(network)).isZero();
        }

        @Test
        void countsForTheMostSpecificNetwork(
                @BpfProgram XdpProgram firewall, @BpfMap("blocked4") LpmTrie<Long> blocked) {
            blocked.put("203.0.0.0/16", 0L);
            blocked.put("203.0.113.0/24", 0L);

            firewall.run(icmp4("203.0.113.7", "198.51.100.1").build());
            firewall.run(icmp4("203.0.113.8", "198.51.100.1").build());
            firewall.run(icmp4("203.0.114.7", "198.51.100.1").build());

            assertThat(blocked.get("203.0.113.0/24")).isEqualTo(2L);
            assertThat(blocked.get("203.0.0.0/16")).isEqualTo(1L);
        }

        @Test
        void doesNotLookAtTheDestination(@BpfProgram XdpProgram firewall, @BpfMap("blocked4") LpmTrie<Long> blocked) {
            blocked.put("203.0.113.0/24", 0L);

            assertThat(firewall.run(icmp4("198.51.100.1", "203.0.113.7").build()))
                    .passes();
        }

        @Test
        void blocksEvenWhatAPortRuleAllows(
                @BpfProgram XdpProgram firewall,
                @BpfMap("blocked4") LpmTrie<Long> blocked,
                @BpfMap("port_rules") KernelMap<Integer, Integer> rules) {
            blocked.put("203.0.113.0/24", 0L);
            rules.put(FirewallTests.rule(FirewallTests.UDP, 53), FirewallTests.ALLOW);

            assertThat(firewall.run(
                            udp4("203.0.113.7", 4000, "198.51.100.1", 53).build()))
                    .drops();
        }
    }

    @Nested
    class OfIp6 {

        @ParameterizedTest
        @ValueSource(strings = {"2001:db8::7/128", "2001:db8::/64", "2001:db8::4/126", "2001:d00::/24", "::/0"})
        void dropsAndCountsASourceInABlockedNetwork(
                String network, @BpfProgram XdpProgram firewall, @BpfMap("blocked6") LpmTrie<Long> blocked) {
            blocked.put(network, 0L);

            assertThat(firewall.run(
                            tcp6("2001:db8::7", 4000, "2001:db8:1::1", 80).syn().build()))
                    .drops();
            assertThat(blocked.get(network)).isEqualTo(1L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2001:db8::6/128", "2001:db8:0:1::/64", "2001:db8::8/125", "2002::/16"})
        void passesASourceBesideABlockedNetwork(
                String network, @BpfProgram XdpProgram firewall, @BpfMap("blocked6") LpmTrie<Long> blocked) {
            blocked.put(network, 0L);

            assertThat(firewall.run(
                            udp6("2001:db8::7", 4000, "2001:db8:1::1", 53).build()))
                    .passes();
            assertThat(blocked.get(network)).isZero();
        }

        @Test
        void knowsNothingOfIp4Networks(@BpfProgram XdpProgram firewall, @BpfMap("blocked4") LpmTrie<Long> blocked) {
            blocked.put("0.0.0.0/0", 0L);

            assertThat(firewall.run(
                            udp6("2001:db8::7", 4000, "2001:db8:1::1", 53).build()))
                    .passes();
        }
    }
}
