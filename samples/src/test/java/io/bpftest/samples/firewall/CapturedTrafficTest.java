package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.entry;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.packet.Captures;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import io.bpftest.samples.firewall.FirewallTests.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pcap4j.packet.Packet;

/**
 * Runs a capture of two hosts through the firewall: {@code tcpdump -i veth0 -w lan.pcap}, while 203.0.113.1 and
 * 2001:db8::1 came up, pinged, resolved a name at and fetched a page from 203.0.113.2 and 2001:db8::2, and found port
 * 8080 closed there. The numbers expected here are those that tcpdump's own filters count, such as
 * {@code tcpdump -r lan.pcap 'tcp dst port 80'}.
 *
 * <p>The object is loaded once; the maps return before each test to what {@link #setUpRules} left in them.
 */
@BpfObject(value = "xdp_firewall.bpf.c", lifecycle = Lifecycle.PER_CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapturedTrafficTest {

    private static final List<Packet> TRAFFIC =
            Captures.read(Path.of("src/test/java/io/bpftest/samples/firewall/lan.pcap"));

    @BpfProgram
    XdpProgram firewall;

    @BpfMap("counters")
    PerCpuMap<Integer, Long> counters;

    @BpfMap("blocked4")
    LpmTrie<Long> blocked4;

    @BeforeAll
    static void setUpRules(@BpfMap("port_rules") KernelMap<Integer, Integer> rules) {
        rules.put(FirewallTests.rule(FirewallTests.TCP, 80), FirewallTests.DENY);
        rules.put(FirewallTests.rule(FirewallTests.UDP, 53), FirewallTests.ALLOW);
    }

    private long count(Reason reason) {
        return counters.sum(reason.ordinal());
    }

    private List<Packet> dropped() {
        return TRAFFIC.stream()
                .filter(packet -> firewall.run(packet).verdict() == XdpVerdict.DROP)
                .toList();
    }

    @Test
    void givesEveryPacketOneOfTwoVerdicts() {
        Map<XdpVerdict, Long> verdicts = TRAFFIC.stream()
                .map(packet -> firewall.run(packet).verdict())
                .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));

        assertThat(verdicts).containsOnly(entry(XdpVerdict.DROP, 12L), entry(XdpVerdict.PASS, 51L));
    }

    @Test
    void findsTheReasonOfEachVerdict() {
        TRAFFIC.forEach(firewall::run);

        assertThat(count(Reason.NOT_IP)).as("ARP").isEqualTo(2);
        assertThat(count(Reason.PORT_DENIED)).as("segments to port 80").isEqualTo(12);
        assertThat(count(Reason.PORT_ALLOWED)).as("questions to port 53").isEqualTo(2);
        assertThat(count(Reason.LATER_FRAGMENT))
                .as("second halves of long pings")
                .isEqualTo(4);
        assertThat(count(Reason.NEIGHBOUR)).as("neighbour discovery").isEqualTo(7);
        assertThat(count(Reason.BY_DEFAULT))
                .as("pings, answers, multicast reports")
                .isEqualTo(36);
        assertThat(count(Reason.MALFORMED)).isZero();
        assertThat(count(Reason.TOO_DEEP)).isZero();
        assertThat(count(Reason.BLOCKED_SOURCE)).isZero();
    }

    @Test
    void dropsWhatOneHostSendsOnceItIsBlocked() {
        blocked4.put("203.0.113.2/32", 0L);

        assertThat(dropped()).hasSize(12 + 12);
        assertThat(blocked4.get("203.0.113.2/32")).isEqualTo(12L);
        assertThat(count(Reason.BLOCKED_SOURCE)).isEqualTo(12);
    }

    @Test
    void stopsBothHandshakesAtTheirFirstSegment() {
        List<Packet> dropped = dropped();

        assertThat(dropped.get(0)).hasField("tcp", "destination port", "80").hasField("tcp", "flags", "[S]");
        assertThat(dropped.get(6)).hasField("ip6", "source", "2001:db8::1").hasField("tcp", "flags", "[S]");
    }

    @Test
    void passesThePacketsAsTheyAre() {
        for (Packet packet : TRAFFIC) {
            assertThat(firewall.run(packet)).isUnchanged();
        }
    }
}
