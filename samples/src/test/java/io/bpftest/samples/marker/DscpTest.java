package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.samples.marker.Classes.EXPEDITED;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Frame;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.TcProgram;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4NoOperationOption;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Packet.IpV4Option;

@BpfObject("tc_marker.bpf.c")
class DscpTest {

    static final Udp4Frame VOICE = udp4("192.0.2.1", 4000, "198.51.100.1", 5060).payload("hello");

    @BpfProgram("tc_marker")
    TcProgram marker;

    @BpfMap("classes")
    KernelMap<Integer, Integer> classes;

    @BeforeEach
    void expediteVoice() {
        classes.put(Classes.udp(5060), EXPEDITED);
        classes.put(Classes.tcp(5061), EXPEDITED);
    }

    private void assertRewrites(Frame<?> sent, Frame<?> expected) {
        assertThat(marker.run(sent.build()))
                .passes()
                .hasOutput(expected.build())
                .packet()
                .hasValidChecksums();
    }

    @Test
    void isThatOfTheClass() {
        assertThat(marker.run(VOICE.build()))
                .passes()
                .packet()
                .hasField("ip4", "type of service", "0xb8")
                .hasValidChecksums();
    }

    @Test
    void isAllThatChangesButTheChecksum() {
        assertRewrites(
                VOICE.ttl(7).identification(0xffff),
                VOICE.ttl(7).identification(0xffff).dscp(EXPEDITED));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 32, 62, 63})
    void takesEveryValue(int dscp) {
        classes.put(Classes.udp(5060), dscp);

        assertRewrites(VOICE, VOICE.dscp(dscp));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void leavesCongestionNotificationAlone(int ecn) {
        assertRewrites(VOICE.tos(ecn), VOICE.tos(EXPEDITED << 2 | ecn));
    }

    @Test
    void isTakenFromTcpPortsToo() {
        Frame<?> sent = tcp4("192.0.2.1", 4000, "198.51.100.1", 5061).syn();

        assertRewrites(sent, tcp4("192.0.2.1", 4000, "198.51.100.1", 5061).syn().dscp(EXPEDITED));
    }

    @ParameterizedTest
    @ValueSource(ints = {5059, 5061, 50195})
    void isTakenFromWhoeverHasNoRule(int port) {
        assertRewrites(VOICE.destinationPort(port).dscp(48), VOICE.destinationPort(port));
    }

    @Test
    void isTakenFromProtocolsWithoutPorts() {
        assertRewrites(icmp4("192.0.2.1", "198.51.100.1").dscp(48), icmp4("192.0.2.1", "198.51.100.1"));
    }

    @Test
    void isFoundBehindOptions() {
        List<IpV4Option> options = Collections.nCopies(8, IpV4NoOperationOption.getInstance());
        Udp4Frame sent = VOICE.adjust(IpV4Packet.Builder.class, ip -> ip.options(options));

        assertRewrites(sent, sent.dscp(EXPEDITED));
    }

    @Test
    void isNotReadFromTheDataOfALaterFragment() {
        Frame<?> sent = ipv4("192.0.2.1", "198.51.100.1", 17)
                .fragmentOffset(8)
                .payload(new byte[] {0x0f, (byte) 0xa0, 0x13, (byte) 0xc4});

        assertRewrites(sent, sent);
    }

    @Test
    void isBestEffortWhereThePortsAreCutOff() {
        Frame<?> sent = ipv4("192.0.2.1", "198.51.100.1", 17).payload(new byte[] {0x0f, (byte) 0xa0, 0x13});

        assertRewrites(sent, sent);
    }
}
