package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.mac;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.TcProgram;
import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.pcap4j.util.MacAddress;

@BpfObject("tc_marker.bpf.c")
class NextHopTest {

    static final MacAddress GATEWAY = mac("02:00:5e:10:20:30");
    static final Udp4Frame PACKET = udp4("192.0.2.1", 4000, "198.51.100.1", 53);

    @Test
    void becomesTheDestinationMacAddress(
            @BpfProgram TcProgram marker, @BpfMap("next_hops") KernelMap<Inet4Address, MacAddress> nextHops) {
        nextHops.put(ip4("198.51.100.1"), GATEWAY);

        assertThat(marker.run(PACKET.build()))
                .passes()
                .hasOutput(PACKET.to(GATEWAY).build());
    }

    @Test
    void becomesTheDestinationMacAddressInFrontOfAVlanTagToo(
            @BpfProgram TcProgram marker, @BpfMap("next_hops") KernelMap<Inet4Address, MacAddress> nextHops) {
        nextHops.put(ip4("198.51.100.1"), GATEWAY);

        assertThat(marker.run(PACKET.vlan(100).build()))
                .passes()
                .hasOutput(PACKET.vlan(100).to(GATEWAY).build());
    }

    @Test
    void isLookedUpForTheWholeDestinationAddressAlone(
            @BpfProgram TcProgram marker, @BpfMap("next_hops") KernelMap<Inet4Address, MacAddress> nextHops) {
        nextHops.put(ip4("192.0.2.1"), GATEWAY);
        nextHops.put(ip4("198.51.100.2"), GATEWAY);
        nextHops.put(ip4("1.100.51.198"), GATEWAY);

        assertThat(marker.run(PACKET.build())).passes().isUnchanged();
    }

    @Test
    void doesNotExistForIp6(
            @BpfProgram TcProgram marker, @BpfMap("next_hops") KernelMap<Inet4Address, MacAddress> nextHops) {
        nextHops.put(ip4("0.0.0.0"), GATEWAY);
        nextHops.put(ip4("0.0.0.1"), GATEWAY);

        assertThat(marker.run(udp6("2001:db8::1", 4000, "2001:db8:1::1", 53).build()))
                .passes()
                .isUnchanged();
    }
}
