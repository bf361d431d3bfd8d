package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.SkbContext;
import io.bpftest.program.TcRun;
import io.bpftest.program.TcVerdict;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class TcRunAssertTest extends ReportingTest {

    private static final SkbContext CONTEXT = new SkbContext(7, 6, 0, 1, new int[] {1, 2, 0, 0, 0}, 0, 43, 0, 0);

    private static final byte[] PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").build().getRawData();

    private static final Map<TcVerdict, Consumer<TcRunAssert>> CHECKS = Map.of(
            TcVerdict.SHOT, TcRunAssert::drops,
            TcVerdict.OK, TcRunAssert::passes,
            TcVerdict.REDIRECT, TcRunAssert::redirects,
            TcVerdict.UNSPEC, TcRunAssert::continues,
            TcVerdict.PIPE, TcRunAssert::pipes,
            TcVerdict.STOLEN, TcRunAssert::steals);

    private static TcRun run(int returnValue) {
        return new TcRun(FixtureProgram.tc(), PACKET, PACKET, returnValue, 30, CONTEXT);
    }

    @ParameterizedTest
    @EnumSource(TcVerdict.class)
    void takesItsOwnVerdictAndNoOther(TcVerdict verdict) {
        TcRun run = run(verdict.number());
        assertThat(run).hasVerdict(verdict).returns(verdict.number());
        CHECKS.forEach((accepted, check) -> {
            if (accepted == verdict) {
                check.accept(assertThat(run));
            } else {
                assertThat(messageOf(() -> check.accept(assertThat(run))))
                        .startsWith(
                                "TC program \"mark_dns\" returned " + run.outcome() + ", expected TC_ACT_" + accepted);
            }
        });
    }

    @Test
    void tellsTheRunOfAWrongVerdict() {
        assertThat(messageOf(() -> assertThat(run(0)).drops())).isEqualTo("""
                TC program "mark_dns" returned TC_ACT_OK, expected TC_ACT_SHOT
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  mark_dns.bpf.c, section tc, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
    }

    @Test
    void takesTcxNamesForTheSameVerdicts() {
        assertThat(run(-1)).hasVerdict(TcVerdict.NEXT);
        assertThat(run(0)).hasVerdict(TcVerdict.PASS);
        assertThat(run(2)).hasVerdict(TcVerdict.DROP);
    }

    @Test
    void showsAClassIdAsItsNumber() {
        assertThat(run(0x10001)).returns(0x10001).hasVerdict(TcVerdict.UNKNOWN);
        assertThat(messageOf(() -> assertThat(run(0x10001)).returns(0x10002))).startsWith("""
                TC program "mark_dns" returned 65537 (no TC_ACT_*, perhaps a class id), \
                expected 65538 (no TC_ACT_*, perhaps a class id)
                """);
        assertThat(messageOf(() -> assertThat(run(0)).hasVerdict(TcVerdict.UNKNOWN)))
                .startsWith("TC program \"mark_dns\" returned TC_ACT_OK, expected a number that is no TC_ACT_*\n");
    }

    @Test
    void letsAnIdeCompareTheVerdicts() {
        assertThat(Failing.failureOf(() -> assertThat(run(0)).drops()))
                .isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
                    assertThat(failed.getExpected().getValue()).isEqualTo("TC_ACT_SHOT");
                    assertThat(failed.getActual().getValue()).isEqualTo("TC_ACT_OK");
                });
    }

    @Test
    void tellsWhatTheProgramLeftInItsContext() {
        assertThat(run(0)).hasMark(7).hasPriority(6).hasControlBlock(1, 2);
        assertThat(messageOf(() -> assertThat(run(0)).hasMark(8)))
                .startsWith("TC program \"mark_dns\" left mark 7, expected 8\n  packet  eth");
        assertThat(messageOf(() -> assertThat(run(0)).hasPriority(7)))
                .startsWith("TC program \"mark_dns\" left priority 6, expected 7\n");
        assertThat(messageOf(() -> assertThat(run(0)).hasControlBlock(1)))
                .startsWith("TC program \"mark_dns\" left control block [1, 2, 0, 0, 0], expected [1, 0, 0, 0, 0]\n");
    }
}
