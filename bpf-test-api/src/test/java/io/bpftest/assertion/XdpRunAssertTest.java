package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class XdpRunAssertTest extends ReportingTest {

    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").build().getRawData();

    private static final Map<XdpVerdict, Consumer<XdpRunAssert>> CHECKS = Map.of(
            XdpVerdict.ABORTED, XdpRunAssert::aborts,
            XdpVerdict.DROP, XdpRunAssert::drops,
            XdpVerdict.PASS, XdpRunAssert::passes,
            XdpVerdict.TX, XdpRunAssert::transmits,
            XdpVerdict.REDIRECT, XdpRunAssert::redirects);

    private static XdpRun run(int returnValue) {
        return new XdpRun(FixtureProgram.xdp(), PACKET, PACKET, returnValue, 30, new byte[] {7, 0, 0, 0});
    }

    @ParameterizedTest
    @EnumSource(XdpVerdict.class)
    void takesItsOwnVerdictAndNoOther(XdpVerdict verdict) {
        XdpRun run = run(verdict.ordinal());
        assertThat(run).hasVerdict(verdict).returns(verdict.ordinal());
        CHECKS.forEach((accepted, check) -> {
            if (accepted == verdict) {
                check.accept(assertThat(run));
            } else {
                assertThat(messageOf(() -> check.accept(assertThat(run))))
                        .startsWith("XDP program \"xdp_firewall\" returned " + run.outcome() + ", expected XDP_"
                                + accepted);
            }
        });
    }

    @Test
    void tellsThePacketTheMapsAndTheProgramOfAWrongVerdict() {
        assertThat(messageOf(() -> assertThat(run(2)).drops())).isEqualTo("""
                XDP program "xdp_firewall" returned XDP_PASS, expected XDP_DROP
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
    }

    @Test
    void showsANumberThatIsNoVerdict() {
        assertThat(run(77)).hasVerdict(XdpVerdict.UNKNOWN).returns(77);
        assertThat(messageOf(() -> assertThat(run(77)).passes()))
                .startsWith("XDP program \"xdp_firewall\" returned 77 (no xdp_action), expected XDP_PASS\n");
        assertThat(messageOf(() -> assertThat(run(2)).returns(-1)))
                .startsWith("XDP program \"xdp_firewall\" returned XDP_PASS, expected -1 (no xdp_action)\n");
        assertThat(messageOf(() -> assertThat(run(2)).hasVerdict(XdpVerdict.UNKNOWN)))
                .startsWith(
                        "XDP program \"xdp_firewall\" returned XDP_PASS, expected a number that is no xdp_action\n");
    }

    @Test
    void letsAnIdeCompareTheVerdicts() {
        assertThat(Failing.failureOf(() -> assertThat(run(2)).drops()))
                .isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
                    assertThat(failed.getExpected().getValue()).isEqualTo("XDP_DROP");
                    assertThat(failed.getActual().getValue()).isEqualTo("XDP_PASS");
                });
    }

    @Test
    void keepsTheDescriptionAndStartsTheTraceWithTheTest() {
        AssertionError error = Failing.failureOf(
                () -> assertThat(run(2)).as("blocked by %s", "rule 1").drops());
        assertThat(error).hasMessageStartingWith("[blocked by rule 1] XDP program \"xdp_firewall\" returned XDP_PASS");
        assertThat(error.getStackTrace()[0].getClassName()).startsWith(XdpRunAssertTest.class.getName());
    }

    @Test
    void givesWayToAMessageOfTheUser() {
        assertThat(Failing.failureOf(() ->
                        assertThat(run(2)).withFailMessage("let it through").drops()))
                .hasMessage("let it through");
    }

    @Test
    void refusesNull() {
        XdpRun none = null;
        assertThat(Failing.messageOf(() -> assertThat(none).drops())).contains("not to be null");
        assertThat(Failing.messageOf(() -> assertThat(none).returns(1))).contains("not to be null");
        assertThat(Failing.messageOf(() -> assertThat(none).isUnchanged())).contains("not to be null");
    }

    @Test
    void tellsWhatTheProgramLeftInFrontOfThePacket() {
        assertThat(run(2)).hasMetadata(new byte[] {7, 0, 0, 0});
        assertThat(messageOf(() -> assertThat(run(2)).hasMetadata(new byte[0])))
                .startsWith("XDP program \"xdp_firewall\" left metadata [07 00 00 00], expected []\n  packet  eth");
    }
}
