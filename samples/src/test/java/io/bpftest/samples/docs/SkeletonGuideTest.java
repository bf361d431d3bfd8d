package io.bpftest.samples.docs;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfSkeleton;
import io.bpftest.BpfStub;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.Helper;
import org.junit.jupiter.api.Test;

/** The section about skeletons of docs/guide.md. */
class SkeletonGuideTest {

    private static final Udp4Frame PACKET = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    @Test
    @BpfStub(helper = Helper.KTIME_GET_NS, returns = 500)
    void dropsWhatComesTooSoon(@BpfSkeleton Pacer pacer) {
        pacer.sawAt(400, "203.0.113.7");

        pacer.assertDrops(PACKET);

        assertThat(pacer.lastSeen()).containsEntry(ip4("203.0.113.7"), 400L);
    }
}
