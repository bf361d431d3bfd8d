package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.FixtureSequence;
import io.bpftest.program.ProgramRun;
import io.bpftest.program.RunSequence;
import io.bpftest.program.TcRun;
import io.bpftest.program.XdpRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSequenceAssertTest extends ReportingTest {

    private static final int PASS = 2;
    private static final int DROP = 1;

    private static byte[] packet(int number) {
        return udp4("203.0.113.7", 4000 + number, "198.51.100.1", 53).bytes();
    }

    private static RunSequence<XdpRun> returning(Integer... values) {
        return returning(Arrays.asList(values));
    }

    private static RunSequence<XdpRun> returning(List<Integer> values) {
        List<XdpRun> runs = new ArrayList<>();
        for (int value : values) {
            byte[] packet = packet(runs.size() + 1);
            runs.add(new XdpRun(FixtureProgram.xdp(), packet, packet, value, 30, new byte[0]));
        }
        return FixtureSequence.of(runs);
    }

    @Test
    void checksWhatBecameOfEachPart() {
        RunSequence<XdpRun> runs = returning(PASS, PASS, DROP, DROP, PASS, 3);

        assertThat(runs).first(2).pass().next(2).drop().packet(5).pass().rest().haveOutcome("XDP_TX");
        assertThat(runs).first(2).pass().next(1).drop().then().satisfy(run -> assertThat(run)
                .isUnchanged());
        assertThat(runs).hasSize(6).packet(3).drop().next(1).allReturn(DROP);
        assertThat(runs).first(1).all().satisfy(run -> assertThat(run.returnValue())
                .isPositive());
        assertThat(runs.passed()).hasSize(3);
        assertThat(runs.dropped()).hasSize(2);
    }

    @Test
    void namesTheFirstPacketThatIsOtherwiseAndTheRunsAroundIt() {
        RunSequence<XdpRun> runs = returning(PASS, PASS, PASS, PASS, PASS, PASS, PASS, DROP, PASS, DROP);

        assertThat(messageOf(() -> assertThat(runs).first(5).pass().rest().drop()))
                .isEqualTo("""
                XDP program "xdp_firewall" returned XDP_PASS for packet 6 of 10, expected to drop the packet
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4006 > 53
                  wrong   6-7, 9: 3 of the 5 checked
                  runs    1-5  XDP_PASS
                          6    XDP_PASS  <-
                          7    XDP_PASS
                          8    XDP_DROP
                          9    XDP_PASS
                          ... 1 more
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
    }

    @Test
    void savesTheWholeSequence() {
        Failing.failureOf(() -> assertThat(returning(PASS, DROP, PASS)).pass());

        assertThat(PcapBytes.read(reports.resolve("XdpFirewallTest/dropsBlockedSources.pcap")))
                .containsExactly(packet(1), packet(2), packet(3));
    }

    @Test
    void staysShortForLongSequences() {
        List<Integer> values = new ArrayList<>(Collections.nCopies(5000, PASS));
        for (int i = 0; i < values.size(); i += 2) {
            values.set(i, DROP);
        }

        assertThat(messageOf(() -> assertThat(returning(values)).packet(2500).drop()))
                .contains("for packet 2500 of 5000, expected to drop", """

                  runs    ... 2496 before
                          2497  XDP_DROP
                          2498  XDP_PASS
                          2499  XDP_DROP
                          2500  XDP_PASS  <-
                          2501  XDP_DROP
                          2502  XDP_PASS
                          2503  XDP_DROP
                          ... 2497 more
                """);
        assertThat(messageOf(() -> assertThat(returning(values)).drop()))
                .contains("wrong   2, 4, 6, 8, 10, 12, 14, 16, ...: 2500 of the 5000 checked");
    }

    @Test
    void tellsWhatOtherAssertionsFound() {
        assertThat(messageOf(() -> assertThat(returning(PASS, DROP))
                        .satisfy(run -> assertThat(run).passes())))
                .startsWith("""
                Packet 2 of 2 is not as expected
                  packet   eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4002 > 53
                  because  XDP program "xdp_firewall" returned XDP_DROP, expected XDP_PASS
                             packet  eth""");
    }

    @Test
    void refusesToSpeakOfPacketsThatAreNotThere() {
        RunSequence<XdpRun> two = returning(PASS, PASS);

        assertThat(messageOf(() -> assertThat(two).first(3).pass()))
                .startsWith("The sequence has 2 packets, expected packets 1 to 3\n  runs    1-2  XDP_PASS\n");
        assertThat(messageOf(() -> assertThat(two).first(2).pass().rest().drop()))
                .startsWith("The sequence has 2 packets, expected a packet 3\n");
        assertThat(messageOf(() -> assertThat(two).packet(3))).startsWith("The sequence has 2 packets");
        assertThat(messageOf(() -> assertThat(two).hasSize(3))).startsWith("The sequence has 2 packets, expected 3\n");
        assertThatThrownBy(() -> assertThat(two).first(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(two).packet(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheProgramsWhereThereAreSeveral() {
        byte[] packet = packet(1);
        ProgramRun xdp = new XdpRun(FixtureProgram.xdp(), packet, packet, PASS, 30, new byte[0]);
        ProgramRun tc = new TcRun(FixtureProgram.tc(), packet, packet, 2, 30, FixtureSequence.CONTEXT);

        assertThat(messageOf(
                        () -> assertThat(FixtureSequence.of(List.of(xdp, tc))).pass()))
                .startsWith("TC program \"mark_dns\" returned TC_ACT_SHOT for packet 2 of 2, expected to pass")
                .contains("""

                  runs    1  xdp_firewall XDP_PASS
                          2  mark_dns TC_ACT_SHOT  <-
                """);
    }
}
