package io.bpftest.samples.egress;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.entry;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.packet.Frame;
import io.bpftest.program.CgroupSkbProgram;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/**
 * What all tests of the policy share: its handles, its rules, and the names of its reasons. Allowed are 198.51.100.0/24
 * without 198.51.100.128/26, 2001:db8:1::/48 without 2001:db8:1:f::/64, TCP port 443 and UDP port 123.
 */
@BpfObject("cgroup_egress.bpf.c")
@BpfConstant(name = "resolver4", value = "0xc0000235") // 192.0.2.53
@BpfConstant(name = "resolver6_network", value = "0x20010db800530000") // 2001:db8:53::53
@BpfConstant(name = "resolver6_host", value = "0x53")
abstract class EgressTests {

    static final String RESOLVER4 = "192.0.2.53";
    static final String RESOLVER6 = "2001:db8:53::53";
    static final String SELF4 = "10.0.0.7";
    static final String SELF6 = "2001:db8::7";
    static final String ALLOWED4 = "198.51.100.1";
    static final String ALLOWED6 = "2001:db8:1::1";

    static final int TCP = 6;
    static final int UDP = 17;

    /** The program's {@code enum reason}, in its order. */
    enum Reason {
        ALLOWED,
        TO_RESOLVER,
        OTHER_ADDRESS,
        OTHER_PORT,
        OTHER_PROTOCOL,
        FRAGMENT,
        MALFORMED
    }

    @BpfProgram
    CgroupSkbProgram egress;

    @BpfMap
    LpmTrie<Integer> networks4;

    @BpfMap
    LpmTrie<Integer> networks6;

    @BpfMap
    KernelMap<Integer, Integer> ports;

    @BpfMap
    PerCpuMap<Integer, Long> counters;

    @BeforeEach
    void allow() {
        networks4.put("198.51.100.0/24", 1);
        networks4.put("198.51.100.128/26", 0);
        networks6.put("2001:db8:1::/48", 1);
        networks6.put("2001:db8:1:f::/64", 0);
        ports.put(TCP << 16 | 443, 1);
        ports.put(UDP << 16 | 123, 1);
    }

    void assertAllows(Frame<?> packet, Reason reason) {
        assertThat(egress.run(packet)).allows().isUnchanged();
        assertThat(counted()).containsExactly(entry(reason, 1L));
    }

    void assertDenies(Frame<?> packet, Reason reason) {
        assertThat(egress.run(packet)).denies().isUnchanged();
        assertThat(counted()).containsExactly(entry(reason, 1L));
    }

    /** The counters that are not zero. */
    private Map<Reason, Long> counted() {
        Map<Reason, Long> counted = new EnumMap<>(Reason.class);
        counters.sums().forEach((reason, packets) -> {
            if (packets != 0) {
                counted.put(Reason.values()[reason], packets);
            }
        });
        return counted;
    }
}
