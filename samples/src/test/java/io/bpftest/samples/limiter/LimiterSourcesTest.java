package io.bpftest.samples.limiter;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.Lifecycle;
import io.bpftest.PacketSource;
import io.bpftest.PcapSource;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import io.bpftest.packet.FrameTemplate;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.pcap4j.packet.Packet;

@BpfObject(value = "limiter.bpf.c", lifecycle = Lifecycle.PER_CLASS)
class LimiterSourcesTest {

    static FrameTemplate<Udp4Frame> dns() {
        return each(udp4("203.0.113.7", 4000, "198.51.100.1", 53))
                .with(Udp4Frame::destinationPort, 53, 5353)
                .range(Udp4Frame::ttl, 1, 4);
    }

    @ParameterizedTest
    @PacketSource("dns")
    void passesTheFirstPacketOfASource(Udp4Frame packet, XdpProgram limiter) {
        assertThat(limiter.run(packet)).passes().isUnchanged();
    }

    @ParameterizedTest
    @PcapSource(value = "../firewall/lan.pcap", filter = "udp port 53 or arp", limit = 4)
    void passesWhatHostsSendFirst(Packet packet, XdpProgram limiter) {
        assertThat(limiter.run(packet)).passes();
    }

    @Test
    void dropsWhatExceedsTheBudgetInCapturedTraffic(
            XdpProgram limiter, @BpfMap("seen") KernelMap<byte[], Integer> seen) {
        Stream<CapturedPacket> traffic =
                Captures.stream(Captures.find(LimiterSourcesTest.class, "../firewall/lan.pcap"), "ip or ip6");

        Set<String> outcomes = new TreeSet<>();
        long count = limiter.runEach(traffic, run -> outcomes.add(run.outcome()));

        assertThat(count).isEqualTo(61);
        assertThat(outcomes).containsExactly("XDP_DROP", "XDP_PASS");
        assertThat(seen.toMap().values()).allMatch(packets -> packets >= 1 && packets <= 5);
    }
}
