package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.program.XdpRun;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;

class BpfAssertionsTest extends ReportingTest {

    private static final EthernetPacket PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).build();

    @Test
    void offersAssertJsOwnAssertionsToo() {
        assertThat(1).isPositive();
        assertThat("text").startsWith("t");
        assertThat(List.of(1, 2)).containsExactly(1, 2);
        assertThat(Map.of(1, 2)).containsEntry(1, 2);
        assertThat(new byte[] {1}).containsExactly(1);
        assertThatThrownBy(() -> assertThat(1).isEqualTo(2)).isInstanceOf(AssertionError.class);
    }

    @Test
    void takesPacketsOfEveryTypeAsPacketsNotAsIterables() {
        PacketAssert whole = assertThat(PACKET);
        PacketAssert inner = assertThat(PACKET.get(IpV4Packet.class));
        whole.hasLength(42);
        inner.hasLength(28);
    }

    @Test
    void collectsFailuresSoftly() {
        XdpRun run = new XdpRun(
                FixtureProgram.xdp(), PACKET.getRawData(), PACKET.getRawData(), 2, 30, new byte[] {7, 0, 0, 0});
        SoftAssertions softly = new SoftAssertions();
        softly.proxy(XdpRunAssert.class, XdpRun.class, run).drops().returns(7).passes();
        assertThat(softly.errorsCollected()).hasSize(2);
    }
}
