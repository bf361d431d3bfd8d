package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.SkbContext;
import io.bpftest.program.SocketFilterRun;
import org.junit.jupiter.api.Test;

class SocketFilterRunAssertTest extends ReportingTest {

    private static final SkbContext CONTEXT = new SkbContext(7, 6, 0, 1, new int[] {1, 2, 0, 0, 0}, 0, 43, 0, 0);

    /** 43 bytes. */
    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").build().getRawData();

    private static SocketFilterRun run(int returnValue) {
        return new SocketFilterRun(FixtureProgram.socketFilter(), PACKET, PACKET, returnValue, 30, CONTEXT);
    }

    private String sentenceOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion) {
        return messageOf(assertion).lines().findFirst().orElseThrow();
    }

    @Test
    void passesWhereTheSocketGetsWhatItShould() {
        assertThat(run(0)).drops().returns(0).acceptsBytes(0);
        assertThat(run(20)).accepts().acceptsBytes(20).returns(20);
        assertThat(run(29)).acceptsWholePacket();
        assertThat(run(-1))
                .accepts()
                .acceptsWholePacket()
                .acceptsBytes(4_294_967_295L)
                .returns(-1);
    }

    @Test
    void tellsTheRunOfAPacketThatWasDropped() {
        assertThat(messageOf(() -> assertThat(run(0)).accepts())).isEqualTo("""
                Socket filter "only_dns" returned 0 (drop), expected any number but 0 (accept)
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  only_dns.bpf.c, section socket, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
    }

    @Test
    void tellsHowManyBytesTheSocketGets() {
        assertThat(sentenceOf(() -> assertThat(run(20)).drops()))
                .isEqualTo("Socket filter \"only_dns\" returned 20 (accept), expected 0 (drop)");
        assertThat(sentenceOf(() -> assertThat(run(20)).acceptsBytes(96)))
                .isEqualTo("Socket filter \"only_dns\" returned 20 (accept), expected 96 (accept)");
        assertThat(sentenceOf(() -> assertThat(run(28)).acceptsWholePacket()))
                .isEqualTo(
                        "Socket filter \"only_dns\" returned 28 (accept), expected 29 or more (accept the whole packet)");
        assertThat(sentenceOf(() -> assertThat(run(0)).returns(-1)))
                .isEqualTo("Socket filter \"only_dns\" returned 0 (drop), expected 4294967295 (accept)");
        assertThat(sentenceOf(() -> assertThat(run(0)).acceptsBytes(1L << 32)))
                .isEqualTo("Socket filter \"only_dns\" returned 0 (drop), expected 4294967296 (accept)");
    }
}
