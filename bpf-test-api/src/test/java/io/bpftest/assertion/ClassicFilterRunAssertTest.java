package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.ClassicFilterRun;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ClassicFilterRunAssertTest extends ReportingTest {

    /** 43 bytes. */
    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();

    private static ClassicFilterRun run(int accepted) {
        return new ClassicFilterRun(FixtureProgram.classicFilter(), PACKET, accepted);
    }

    private String sentenceOf(ThrowingCallable assertion) {
        return messageOf(assertion).lines().findFirst().orElseThrow();
    }

    @Test
    void passesWhereTheSocketGetsWhatItShould() {
        assertThat(run(0)).drops().returns(0).acceptsBytes(0);
        assertThat(run(42)).accepts().acceptsBytes(42).returns(42);
        assertThat(run(43)).accepts().acceptsWholePacket();
    }

    @Test
    void theVerdictIsKnownWithoutTheNumberOfBytes() {
        assertThat(run(42).verdictName()).isEqualTo("accept");
        assertThat(run(0).verdictName()).isEqualTo("drop");
    }

    @Test
    void tellsTheRunOfAPacketThatWasDropped() {
        assertThat(messageOf(() -> assertThat(run(0)).accepts())).isEqualTo("""
                Classic filter "udp port 53" returned 0 (drop), expected any number but 0 (accept)
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  source  20 instructions by libpcap, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
    }

    @Test
    void tellsHowManyBytesTheSocketGets() {
        assertThat(sentenceOf(() -> assertThat(run(42)).drops()))
                .isEqualTo("Classic filter \"udp port 53\" returned 42 (accept), expected 0 (drop)");
        assertThat(sentenceOf(() -> assertThat(run(42)).acceptsBytes(34)))
                .isEqualTo("Classic filter \"udp port 53\" returned 42 (accept), expected 34 (accept)");
        assertThat(sentenceOf(() -> assertThat(run(42)).acceptsWholePacket()))
                .isEqualTo(
                        "Classic filter \"udp port 53\" returned 42 (accept), expected 43 (accept the whole packet)");
    }
}
