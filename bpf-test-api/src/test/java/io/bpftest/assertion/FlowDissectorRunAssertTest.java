package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.FlowDissectorRun;
import io.bpftest.program.FlowDissectorVerdict;
import io.bpftest.program.FlowKeys;
import org.junit.jupiter.api.Test;

class FlowDissectorRunAssertTest extends ReportingTest {

    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();

    private static final FlowKeys KEYS = keys(34, 53);

    private static FlowKeys keys(int thoff, int dport) {
        return new FlowKeys(
                14,
                thoff,
                0x0800,
                false,
                false,
                false,
                17,
                0x0800,
                4000,
                dport,
                ip4("203.0.113.7"),
                ip4("198.51.100.1"),
                0,
                0xbeeef);
    }

    private static FlowDissectorRun run(int returnValue) {
        return new FlowDissectorRun(FixtureProgram.flowDissector(), PACKET, returnValue, 30, KEYS);
    }

    @Test
    void passesWhereVerdictAndKeysAreRight() {
        assertThat(run(0))
                .dissects()
                .returns(0)
                .hasFlowKeys(keys(34, 53))
                .hasOffsets(14, 34)
                .hasAddresses(ip4("203.0.113.7"), ip4("198.51.100.1"))
                .hasPorts(4000, 53)
                .hasIpProtocol(17)
                .hasFlowLabel(0xbeeef);
        assertThat(run(2)).drops();
        assertThat(run(129)).continues();
        assertThat(run(77)).hasVerdict(FlowDissectorVerdict.UNKNOWN);
    }

    @Test
    void tellsTheKeysOfARunWithAnotherVerdict() {
        assertThat(messageOf(() -> assertThat(run(129)).dissects())).isEqualTo("""
                Flow dissector "flows" returned BPF_FLOW_DISSECTOR_CONTINUE, expected BPF_OK
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  keys    nhoff 14, thoff 34, addr_proto 0x0800, ip_proto 17, n_proto 0x0800, sport 4000, dport 53, \
                source 203.0.113.7, destination 198.51.100.1, flow_label 0xbeeef
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  flows.bpf.c, section flow_dissector, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
    }

    @Test
    void tellsTheKeysThatDiffer() {
        assertThat(messageOf(() -> assertThat(run(0)).hasFlowKeys(keys(54, 80))))
                .startsWith("""
                Flow dissector "flows" left other flow keys than expected
                  differ  thoff 34, expected 54
                          dport 53, expected 80
                  packet  eth""");
    }

    @Test
    void tellsASingleKey() {
        assertThat(messageOf(() -> assertThat(run(0)).hasPorts(53, 4000)))
                .startsWith("Flow dissector \"flows\" left ports 4000 > 53, expected 53 > 4000\n");
        assertThat(messageOf(() -> assertThat(run(0)).hasOffsets(14, 54)))
                .startsWith("Flow dissector \"flows\" left offsets nhoff 14, thoff 34, expected nhoff 14, thoff 54\n");
        assertThat(messageOf(() -> assertThat(run(0)).hasAddresses(ip4("203.0.113.8"), ip4("198.51.100.1"))))
                .contains(" left addresses 203.0.113.7 > 198.51.100.1, expected 203.0.113.8 > 198.51.100.1\n");
        assertThat(messageOf(() -> assertThat(run(0)).hasIpProtocol(6))).contains(" left IP protocol 17, expected 6\n");
        assertThat(messageOf(() -> assertThat(run(0)).hasFlowLabel(1)))
                .contains(" left flow label 0xbeeef, expected 0x1\n");
    }
}
