package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.bpftest.packet.Frame;
import io.bpftest.packet.Udp4Frame;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.namednumber.EtherType;

class VlanTest extends FirewallTests {

    static final EtherType SERVICE_TAG = EtherType.getInstance((short) 0x88a8);
    static final Udp4Frame DNS = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    @BeforeEach
    void denyDns() {
        portRules.put(rule(UDP, 53), DENY);
    }

    /** Makes the outermost tag one of 802.1ad. */
    static <S extends Frame<S>> S stacked(S frame) {
        return frame.adjust(EthernetPacket.Builder.class, ethernet -> ethernet.type(SERVICE_TAG));
    }

    static Stream<Arguments> tagged() {
        return Stream.of(
                argumentSet("one tag", DNS.vlan(100)),
                argumentSet("one tag with every bit set", DNS.vlan(4095, 7)),
                argumentSet("two tags", DNS.vlan(100).vlan(200)),
                argumentSet("one 802.1ad tag", stacked(DNS.vlan(100))),
                argumentSet("802.1ad around 802.1Q", stacked(DNS.vlan(100).vlan(200))),
                argumentSet(
                        "IPv6 behind two tags",
                        udp6("2001:db8::7", 4000, "2001:db8:1::1", 53).vlan(100).vlan(200)));
    }

    @ParameterizedTest
    @MethodSource("tagged")
    void appliesTheRulesBehindTags(Frame<?> packet) {
        assertDrops(packet, Reason.PORT_DENIED);
    }

    @Test
    void leavesThePassingPacketItsTags() {
        assertPasses(DNS.vlan(100).vlan(200).destinationPort(54), Reason.BY_DEFAULT);
    }

    @Test
    void passesArpBehindATag() {
        assertPasses(arpRequest("203.0.113.7", "203.0.113.1").vlan(100), Reason.NOT_IP);
    }

    @Test
    void dropsAThirdTagSinceAnythingMayHideBehindIt() {
        assertDrops(DNS.destinationPort(54).vlan(1).vlan(2).vlan(3), Reason.TOO_DEEP);
    }

    @Test
    void dropsAThirdTagOf8021adToo() {
        byte[] packet = DNS.destinationPort(54).vlan(1).vlan(2).vlan(3).bytes();
        for (int tag = 0; tag < 3; tag++) {
            packet[12 + 4 * tag] = (byte) 0x88;
            packet[13 + 4 * tag] = (byte) 0xa8;
        }
        assertDrops(packet, Reason.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17})
    void dropsAFrameCutInTheFirstTag(int length) {
        assertDrops(Arrays.copyOf(DNS.vlan(100).bytes(), length), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 19, 20, 21})
    void dropsAFrameCutInTheSecondTag(int length) {
        assertDrops(Arrays.copyOf(DNS.vlan(100).vlan(200).bytes(), length), Reason.MALFORMED);
    }
}
