package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.NetfilterOptions.netfilterOptions;

import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;
import io.bpftest.program.NetfilterRun;
import io.bpftest.program.NetfilterVerdict;
import org.junit.jupiter.api.Test;

class NetfilterRunAssertTest extends ReportingTest {

    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();

    private static NetfilterRun run(int returnValue) {
        return new NetfilterRun(FixtureProgram.netfilter(), PACKET, returnValue, 30);
    }

    @Test
    void passesWhereTheVerdictIsRight() {
        assertThat(run(0)).drops().returns(0).hasVerdict(NetfilterVerdict.DROP);
        assertThat(run(1)).accepts().returns(1).hasVerdict(NetfilterVerdict.ACCEPT);
        assertThat(run(7)).hasVerdict(NetfilterVerdict.UNKNOWN);
    }

    @Test
    void tellsTheRunOfAPacketThatWasAcceptedAndSavesThePacketThatWentIn() {
        assertThat(messageOf(() -> assertThat(run(1)).drops())).isEqualTo("""
                Netfilter program "guard" returned NF_ACCEPT, expected NF_DROP
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  given   hook NF_INET_LOCAL_OUT (3), family NFPROTO_IPV4 (2), comes in by nothing, goes out of lo
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  guard.bpf.c, section netfilter, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        assertThat(PcapBytes.read(reports.resolve("XdpFirewallTest/dropsBlockedSources.pcap")))
                .containsExactly(PACKET);
    }

    @Test
    void tellsTheHookThatWasAskedFor() {
        NetfilterRun run = run(1);
        run.recordOptions(netfilterOptions().hook(NetfilterHook.FORWARD).family(NetfilterFamily.IPV6));

        assertThat(messageOf(() -> assertThat(run).drops()))
                .contains("\n  given   hook NF_INET_FORWARD (2), family NFPROTO_IPV6 (10), comes in by nothing,");
    }

    @Test
    void tellsAnUnknownVerdictAsItsNumber() {
        assertThat(messageOf(() -> assertThat(run(7)).accepts()))
                .startsWith("Netfilter program \"guard\" returned 7 (no verdict of a netfilter program),"
                        + " expected NF_ACCEPT\n");
    }
}
