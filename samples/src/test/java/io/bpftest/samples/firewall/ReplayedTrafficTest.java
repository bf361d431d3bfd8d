package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Captures;
import io.bpftest.program.Replay;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The traffic of {@link CapturedTrafficTest}, whose verdicts were looked at once and approved: in the files beside this one. */
@BpfObject("xdp_firewall.bpf.c")
class ReplayedTrafficTest {

    private static final Path LAN = Captures.find(ReplayedTrafficTest.class, "lan.pcap");

    @BpfProgram
    XdpProgram firewall;

    @BeforeEach
    void setUpRules(@BpfMap("port_rules") KernelMap<Integer, Integer> rules) {
        rules.put(FirewallTests.rule(FirewallTests.TCP, 80), FirewallTests.DENY);
        rules.put(FirewallTests.rule(FirewallTests.UDP, 53), FirewallTests.ALLOW);
    }

    @Test
    void everyPacketIsTreatedAsApproved() {
        assertThat(firewall.replay(LAN)).matchesApproved();
    }

    @Test
    void webTrafficIsDroppedOnItsWayThere() {
        Replay replay = firewall.replay(LAN);

        assertThat(replay).ranOnEachPacket().hasCount("XDP_DROP", 12);
    }
}
