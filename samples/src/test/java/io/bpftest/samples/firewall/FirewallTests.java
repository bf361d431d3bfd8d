package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.entry;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.packet.Frame;
import io.bpftest.program.XdpProgram;
import java.util.EnumMap;
import java.util.Map;

/** What all tests of the firewall share: its handles, and the numbers of its enums and keys by name. */
@BpfObject("xdp_firewall.bpf.c")
abstract class FirewallTests {

    /** The program's {@code enum action}. */
    static final int DENY = 0;

    static final int ALLOW = 1;

    static final int TCP = 6;
    static final int UDP = 17;

    /** The program's {@code enum reason}, in its order. */
    enum Reason {
        BY_DEFAULT,
        NOT_IP,
        BLOCKED_SOURCE,
        PORT_DENIED,
        PORT_ALLOWED,
        LATER_FRAGMENT,
        NEIGHBOUR,
        MALFORMED,
        TOO_DEEP
    }

    @BpfProgram
    XdpProgram firewall;

    @BpfMap("port_rules")
    KernelMap<Integer, Integer> portRules;

    @BpfMap("counters")
    PerCpuMap<Integer, Long> counters;

    /** The key of a port rule. */
    static int rule(int protocol, int port) {
        return protocol << 16 | port;
    }

    /** The counters that are not zero. */
    Map<Reason, Long> counted() {
        Map<Reason, Long> counted = new EnumMap<>(Reason.class);
        counters.sums().forEach((reason, packets) -> counted.put(Reason.values()[reason], packets));
        return counted;
    }

    void assertPasses(byte[] packet, Reason reason) {
        assertThat(firewall.run(packet)).passes().isUnchanged();
        assertThat(counted()).containsExactly(entry(reason, 1L));
    }

    void assertPasses(Frame<?> packet, Reason reason) {
        assertPasses(packet.bytes(), reason);
    }

    void assertDrops(byte[] packet, Reason reason) {
        assertThat(firewall.run(packet)).drops();
        assertThat(counted()).containsExactly(entry(reason, 1L));
    }

    void assertDrops(Frame<?> packet, Reason reason) {
        assertDrops(packet.bytes(), reason);
    }
}
