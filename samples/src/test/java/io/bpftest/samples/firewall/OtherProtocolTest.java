package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.arpReply;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.tcp4;

import io.bpftest.BpfConstant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4NoOperationOption;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Packet.IpV4Option;

/** What has no ports, tried with the default that shows who decided. */
@BpfConstant(name = "default_action", value = "0")
class OtherProtocolTest extends FirewallTests {

    static final int GRE = 47;
    static final int ICMP6 = 58;

    @Test
    void passesArpRequests() {
        assertPasses(arpRequest("203.0.113.7", "203.0.113.1"), Reason.NOT_IP);
    }

    @Test
    void passesArpReplies() {
        assertPasses(arpReply("203.0.113.1", "203.0.113.7"), Reason.NOT_IP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0801, 0x88cc, 0x0000, 0xffff, 0x0008})
    void passesFramesThatAreNotIp(int etherType) {
        assertPasses(ethernet(etherType).payloadOfZeros(46), Reason.NOT_IP);
    }

    @Test
    void leavesIcmp4ToTheDefault() {
        assertDrops(icmp4("203.0.113.7", "198.51.100.1"), Reason.BY_DEFAULT);
    }

    @Test
    void leavesProtocolsWithoutPortsToTheDefault() {
        assertDrops(ipv4("203.0.113.7", "198.51.100.1", GRE).payloadOfZeros(8), Reason.BY_DEFAULT);
    }

    @Test
    void makesNoExceptionForIcmp6InsideIp4() {
        byte[] neighbourSolicitation =
                Ip6Headers.transport(icmp6("2001:db8::7", "ff02::1:ff00:1").type(135, 0));

        assertDrops(ipv4("203.0.113.7", "198.51.100.1", ICMP6).payload(neighbourSolicitation), Reason.BY_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {133, 134, 135, 136})
    void passesNeighbourDiscovery(int type) {
        assertPasses(icmp6("fe80::7", "ff02::1").type(type, 0), Reason.NEIGHBOUR);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128, 132, 137, 255})
    void leavesOtherIcmp6ToTheDefault(int type) {
        assertDrops(icmp6("2001:db8::7", "2001:db8:1::1").type(type, 0), Reason.BY_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 40})
    void findsThePortBehindIp4Options(int length) {
        portRules.put(rule(TCP, 443), ALLOW);
        List<IpV4Option> options = Collections.nCopies(length, IpV4NoOperationOption.getInstance());

        assertPasses(
                tcp4("203.0.113.7", 4000, "198.51.100.1", 443)
                        .adjust(IpV4Packet.Builder.class, ip -> ip.options(options)),
                Reason.PORT_ALLOWED);
    }
}
