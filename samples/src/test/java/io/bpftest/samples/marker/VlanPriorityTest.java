package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.TcProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcap4j.packet.Dot1qVlanTagPacket;

@BpfObject("tc_marker.bpf.c")
class VlanPriorityTest {

    static final Udp4Frame VOICE = udp4("192.0.2.1", 4000, "198.51.100.1", 5060);

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 0", "8, 1", "46, 5", "48, 6", "63, 7"})
    void isTheUpperThreeBitsOfTheDscp(
            int dscp,
            int priority,
            @BpfProgram TcProgram marker,
            @BpfMap("classes") KernelMap<Integer, Integer> classes) {
        classes.put(Classes.udp(5060), dscp);

        assertThat(marker.run(VOICE.vlan(100).build()))
                .passes()
                .hasOutput(VOICE.dscp(dscp).vlan(100, priority).build());
    }

    @Test
    void isTakenFromWhoeverHasNoRule(@BpfProgram TcProgram marker) {
        assertThat(marker.run(VOICE.vlan(4095, 7).build()))
                .passes()
                .hasOutput(VOICE.vlan(4095, 0).build());
    }

    @Test
    void leavesTheDropEligibleBitAlone(@BpfProgram TcProgram marker) {
        Udp4Frame sent = VOICE.vlan(100).adjust(Dot1qVlanTagPacket.Builder.class, tag -> tag.cfi(true));

        assertThat(marker.run(sent.build())).passes().isUnchanged();
    }

    @Test
    void isSetForIp6Too(@BpfProgram TcProgram marker, @BpfMap("classes") KernelMap<Integer, Integer> classes) {
        classes.put(Classes.udp(5060), 46);

        assertThat(marker.run(udp6("2001:db8::1", 4000, "2001:db8:1::1", 5060)
                        .vlan(100)
                        .build()))
                .passes()
                .hasOutput(udp6("2001:db8::1", 4000, "2001:db8:1::1", 5060)
                        .trafficClass(46 << 2)
                        .vlan(100, 5)
                        .build());
    }
}
