package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mark stays in the socket buffer, where a test cannot look; what the program accounts by it tells. */
@BpfObject("tc_marker.bpf.c")
class MarkTest {

    private static final int MARK_BASE = 0x100;

    @BpfMap("sent")
    KernelMap<Integer, Long> sent;

    @Test
    void tellsTheClass(@BpfProgram TcProgram marker, @BpfMap("classes") KernelMap<Integer, Integer> classes) {
        classes.put(Classes.udp(5060), Classes.EXPEDITED);

        marker.run(
                udp4("192.0.2.1", 4000, "198.51.100.1", 5060).payloadOfZeros(58).build());
        marker.run(
                udp4("192.0.2.1", 4000, "198.51.100.1", 80).payloadOfZeros(18).build());

        assertThat(sent)
                .containsOnly(Map.of(
                        MARK_BASE + Classes.EXPEDITED, 100L,
                        MARK_BASE + Classes.BEST_EFFORT, 60L));
    }

    @Test
    void addsUpWhatAClassSends(@BpfProgram TcProgram marker) {
        marker.run(
                udp4("192.0.2.1", 4000, "198.51.100.1", 80).payloadOfZeros(58).build());
        marker.run(udp6("2001:db8::1", 4000, "2001:db8:1::1", 80)
                .payloadOfZeros(138)
                .build());

        assertThat(sent).containsOnly(Map.of(MARK_BASE, 300L));
    }

    @Test
    @BpfConstant(name = "mark_base", value = "0xab00u")
    void startsWhereTheConstantSays(@BpfProgram TcProgram marker) {
        marker.run(udp4("192.0.2.1", 4000, "198.51.100.1", 80).build());

        assertThat(sent).containsEntry(0xab00, 42L).hasSize(1);
    }
}
