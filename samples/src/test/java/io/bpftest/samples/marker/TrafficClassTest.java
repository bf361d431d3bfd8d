package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.samples.marker.Classes.EXPEDITED;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Frame;
import io.bpftest.packet.Tcp6Frame;
import io.bpftest.packet.Udp6Frame;
import io.bpftest.program.TcProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IPv6 has its DSCP in the traffic class, which begins in the middle of a byte. */
@BpfObject("tc_marker.bpf.c")
class TrafficClassTest {

    static final Udp6Frame VOICE =
            udp6("2001:db8::1", 4000, "2001:db8:1::1", 5060).payload("hello");

    @BpfProgram("tc_marker")
    TcProgram marker;

    @BeforeEach
    void expediteVoice(@BpfMap("classes") KernelMap<Integer, Integer> classes) {
        classes.put(Classes.udp(5060), EXPEDITED);
    }

    private void assertRewrites(Frame<?> sent, Frame<?> expected) {
        assertThat(marker.run(sent.build())).passes().hasOutput(expected.build());
    }

    @Test
    void isThatOfTheClass() {
        assertThat(marker.run(VOICE.build()))
                .passes()
                .packet()
                .hasField("ip6", "traffic class", "0xb8")
                .hasField("ip6", "flow label", "0x00000")
                .hasField("ip6", "version", "6");
    }

    @Test
    void isAllThatChanges() {
        assertRewrites(VOICE.flowLabel(0xfedcb), VOICE.flowLabel(0xfedcb).trafficClass(EXPEDITED << 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void leavesCongestionNotificationAlone(int ecn) {
        assertRewrites(VOICE.trafficClass(ecn), VOICE.trafficClass(EXPEDITED << 2 | ecn));
    }

    @Test
    void isTakenFromWhoeverHasNoRule() {
        Tcp6Frame expected = tcp6("2001:db8::1", 4000, "2001:db8:1::1", 80).syn();

        assertRewrites(expected.trafficClass(48 << 2), expected);
    }
}
