package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.XdpLiveOptions.liveOn;

import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapType;
import io.bpftest.program.LiveFrameCounts;
import io.bpftest.program.RedirectTarget;
import io.bpftest.program.XdpLiveRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class XdpLiveRunAssertTest extends ReportingTest {

    private static final RedirectTarget BY_MAP = new RedirectTarget(
            7, "veth1", Optional.of(new RedirectTarget.MapEntry("devices", MapType.DEVMAP, 3)), Optional.empty());

    private static XdpLiveRun run(Supplier<LiveFrameCounts> counts) {
        byte[] packet =
                udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();
        return new XdpLiveRun(FixtureProgram.xdp(), packet, liveOn(99_999).frames(8), 300, counts, List::of);
    }

    private static XdpLiveRun run() {
        return run(() -> new LiveFrameCounts(2, 3, 1, Optional.of(BY_MAP)));
    }

    @Test
    void takesTheCountersOfTheRun() {
        assertThat(run())
                .hasPassed(2)
                .hasRedirected(3)
                .hasRefused(1)
                .hasDropped(2)
                .redirectsTo("veth1");
    }

    @Test
    void tellsAllCountersOfAWrongOne() {
        assertThat(messageOf(() -> assertThat(run()).hasPassed(8))).isEqualTo("""
                XDP program "xdp_firewall" passed 2, redirected 3, refused 1, dropped 2 of 8 frames, expected 8 passed
                  target  veth1 by devices[3]
                  packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                  ran     8 frames in batches of 64, ingress interface 99999
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                  saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        assertThat(messageOf(() -> assertThat(run()).hasRedirected(4))).contains(" frames, expected 4 redirected\n");
        assertThat(messageOf(() -> assertThat(run()).hasRefused(0))).contains(" frames, expected 0 refused\n");
        assertThat(messageOf(() -> assertThat(run()).hasDropped(0))).contains(" frames, expected 0 dropped\n");
    }

    @Test
    void tellsWhereARedirectWentInstead() {
        assertThat(messageOf(() -> assertThat(run()).redirectsTo("veth2")))
                .startsWith("XDP program \"xdp_firewall\" redirected to veth1 by devices[3], expected veth2\n");
        XdpLiveRun none = run(() -> new LiveFrameCounts(8, 0, 0, Optional.empty()));
        assertThat(messageOf(() -> assertThat(none).redirectsTo("veth2")))
                .startsWith("XDP program \"xdp_firewall\" redirected nothing, expected veth2\n")
                .contains("\n  frames  passed 8, redirected 0, refused 0, dropped 0 of 8 frames\n");
    }

    @Test
    void failsWhereFramesCannotBeCounted() {
        PrivilegeException reason = new PrivilegeException(new Problem("no", "counting", "CAP_PERFMON", "be root"));
        XdpLiveRun run = run(() -> {
            throw reason;
        });

        assertThat(run.frames()).isEqualTo(8);
        BpfAssertions.assertThatThrownBy(() -> assertThat(run).hasPassed(8)).isSameAs(reason);
    }
}
