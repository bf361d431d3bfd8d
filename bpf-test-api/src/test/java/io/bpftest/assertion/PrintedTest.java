package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.packet.Packets;
import io.bpftest.program.XdpRun;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintedTest extends ReportingTest {

    private static final byte[] PACKET =
            Packets.udp4("203.0.113.7", 4000, "198.51.100.1", 53).bytes();

    private static XdpRun run(String... lines) {
        XdpRun run = new XdpRun(FixtureProgram.xdp(), PACKET, PACKET, 2, 30, new byte[0]);
        run.recordPrintk(() -> List.of(lines));
        return run;
    }

    private static XdpRun uncaptured() {
        XdpRun run = run();
        run.recordPrintk(() -> {
            throw new PrivilegeException(new Problem("It cannot be captured", "no CAP_PERFMON", "it", "get it"));
        });
        return run;
    }

    @Test
    void aFailureTellsWhatTheRunPrintedBetweenMapsAndSource() {
        assertThat(messageOf(() -> assertThat(run("no rule for port 53")).drops()))
                .contains("   counters [0: 1]\n  printk  \"no rule for port 53\"\n  source  ");
        assertThat(messageOf(() -> assertThat(run("one", " two\n\t")).drops()))
                .contains("\n  printk  \"one\"\n          \" two\\x0a\\x09\"\n  source  ");
    }

    @Test
    void aFailureSaysNothingOfPrintkWhereNothingWasPrinted() {
        assertThat(messageOf(() -> assertThat(run()).drops())).doesNotContain("printk");
    }

    @Test
    void aFailureSaysWhyItDoesNotKnowWhatWasPrinted() {
        assertThat(messageOf(() -> assertThat(uncaptured()).drops()))
                .startsWith("XDP program \"xdp_firewall\" returned XDP_PASS, expected XDP_DROP\n")
                .contains("\n  printk  not captured: no CAP_PERFMON\n  source");
    }

    @Test
    void manyLinesShowTheFirstAndTheLast() {
        String[] lines = IntStream.range(0, 30).mapToObj(i -> "line " + i).toArray(String[]::new);

        assertThat(messageOf(() -> assertThat(run(lines)).drops()))
                .contains("\n          \"line 4\"\n          ... 20 more\n          \"line 25\"\n")
                .doesNotContain("line 5\"", "line 24");
        assertThat(messageOf(() -> assertThat(run("x".repeat(1000))).drops()))
                .contains("\n  printk  \"" + "x".repeat(160) + "...\"\n");
    }

    @Test
    void anyLineMayBeTheExpectedOne() {
        assertThat(run("one", "two")).printed("one").printed("two");
        assertThat(messageOf(() -> assertThat(run("one", "two")).printed("tw")))
                .startsWith("XDP program \"xdp_firewall\" printed 2 lines, expected \"tw\"\n  packet  ")
                .contains("\n  printk  \"one\"\n          \"two\"\n");
        assertThat(messageOf(() -> assertThat(run("one")).printed("two")))
                .startsWith("XDP program \"xdp_firewall\" printed \"one\", expected \"two\"\n");
        assertThat(messageOf(() -> assertThat(run()).printed("one")))
                .startsWith("XDP program \"xdp_firewall\" printed nothing, expected \"one\"\n");
    }

    @Test
    void nothingMayBeExpected() {
        assertThat(run()).printedNothing();
        assertThat(messageOf(() -> assertThat(run("one")).printedNothing()))
                .startsWith("XDP program \"xdp_firewall\" printed \"one\", expected nothing\n");
    }

    @Test
    void whatCouldNotBeCapturedIsNeverTakenForNothing() {
        assertThatThrownBy(() -> assertThat(uncaptured()).printedNothing()).isInstanceOf(PrivilegeException.class);
        assertThatThrownBy(() -> assertThat(uncaptured()).printed("one")).isInstanceOf(PrivilegeException.class);
        assertThatThrownBy(() -> uncaptured().printk()).isInstanceOf(PrivilegeException.class);
    }
}
