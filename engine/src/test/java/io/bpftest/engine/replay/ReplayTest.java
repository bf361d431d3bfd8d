package io.bpftest.engine.replay;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.ReplayOptions.replayOptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Captures;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayedPacket;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BpfObject("verdicts.bpf.c")
@BpfObject("maps.bpf.c")
@BpfObject("contexts.bpf.c")
@BpfObject("replay.bpf.c")
class ReplayTest {

    private static final byte[] PASS = Frames.asking(XdpVerdict.PASS.ordinal());
    private static final byte[] DROP = Frames.asking(XdpVerdict.DROP.ordinal());

    @TempDir
    Path folder;

    @BpfProgram("xdp_verdict")
    XdpProgram xdp;

    @Test
    void eachPacketHasTheVerdictOfARun() {
        Replay replay = xdp.replay(capture(PASS, DROP, DROP, Frames.asking(77)));

        assertThat(replay)
                .hasSize(4)
                .hasCount("XDP_DROP", 2)
                .hasCount("XDP_PASS", 1)
                .ranOnEachPacket();
        assertThat(replay.stream().map(ReplayedPacket::outcome))
                .containsExactly(
                        "XDP_PASS",
                        "XDP_DROP",
                        "XDP_DROP",
                        xdp.run(Frames.asking(77)).outcome());
        assertThat(replay.packet(3).outcome()).isEqualTo("XDP_DROP");
        assertThat(replay.counts())
                .containsOnlyKeys(
                        "XDP_DROP", "XDP_PASS", xdp.run(Frames.asking(77)).outcome());
    }

    @Test
    void packetsAreCountedByProtocol() {
        byte[] udp = udp4("203.0.113.7", 1, "198.51.100.1", 2).vlan(7).bytes();
        byte[] tcp = tcp6("2001:db8::7", 1, "2001:db8::1", 2).bytes();
        byte[] arp = arpRequest("203.0.113.7", "203.0.113.8").bytes();

        Replay replay = xdp.replay(capture(udp, tcp, tcp, arp, PASS, new byte[13]));

        assertThat(replay.countsByProtocol().keySet())
                .containsExactly("arp", "ip4 udp", "ip6 tcp", "shorter than Ethernet", "type 0x88b5");
        assertThat(replay.countsByProtocol().get("ip6 tcp").values()).containsExactly(2L);
    }

    @Test
    void statesInMapsGoOnFromPacketToPacket(
            @BpfProgram("count") XdpProgram count, @BpfMap("array") KernelMap<Integer, Long> counted) {
        Replay replay = count.replay(capture(PASS, PASS, PASS));

        assertThat(counted.get(0)).isEqualTo(3);
        assertThat(replay.maps()).anySatisfy(map -> assertThat(map.toString()).contains("0: 3"));
    }

    @Test
    void packetsThatTheKernelDoesNotTakeAreListed(@BpfProgram("tc_verdict") TcProgram tc) {
        Replay replay = tc.replay(capture(PASS, Frames.ofLength(9000), PASS, new byte[13]));

        assertThat(replay).hasSize(4).hasCount("not run: EINVAL (Invalid argument)", 2);
        assertThat(replay.notRun().map(ReplayedPacket::number)).containsExactly(2L, 4L);
        assertThat(replay.packet(2).length()).isEqualTo(9000);
    }

    @Test
    void whatCameOutIsTold(@BpfProgram("first_byte_cleared") XdpProgram clearing) {
        byte[] zero = Frames.asking(0);
        byte[] other = zero.clone();
        other[0] = 1;
        CRC32C checksum = new CRC32C();
        checksum.update(zero);

        Replay replay = clearing.replay(capture(zero, other));

        assertThat(replay.stream().map(ReplayedPacket::isChanged)).containsExactly(false, true);
        assertThat(replay.packet(1).output()).isEqualTo(ReplayedPacket.UNCHANGED);
        assertThat(replay.packet(2).output()).isEqualTo("64:" + HexFormat.of().toHexDigits((int) checksum.getValue()));
    }

    @Test
    void metadataBeforeAPacketIsNoChangeOfIt(@BpfProgram("xdp_adds_metadata") XdpProgram adding) {
        assertThat(adding.replay(capture(PASS, DROP)).stream().map(ReplayedPacket::output))
                .containsExactly(ReplayedPacket.UNCHANGED, ReplayedPacket.UNCHANGED);
    }

    @RepeatedTest(3)
    void aProgramWithStateReplaysTheSameEveryTime(@BpfProgram("first_five_pass") XdpProgram limiting) {
        // Long enough for all cores to take part, if they did.
        byte[][] packets = new byte[20_000][];
        Arrays.fill(packets, PASS);

        Replay replay = limiting.replay(capture(packets));

        assertThat(replay).hasCount("XDP_PASS", 5).hasCount("XDP_DROP", 19_995);
        assertThat(replay.packet(5).outcome()).isEqualTo("XDP_PASS");
        assertThat(replay.packet(6).outcome()).isEqualTo("XDP_DROP");
    }

    @Test
    void aSocketFilterIsCountedByWhatItDoes(@BpfProgram("accept") SocketFilterProgram accept) {
        Replay replay = accept.replay(capture(Frames.asking(0), Frames.asking(20), Frames.asking(30)));

        assertThat(replay).hasCount("accept", 2).hasCount("drop", 1);
        assertThat(replay.packet(2).outcome()).isEqualTo("20 (accept)");
        // The Ethernet header, which such programs do not see, is no change of theirs.
        assertThat(replay.packet(2).isChanged()).isFalse();
    }

    @Test
    void packetsThatComeOutAreACapture() {
        Path outputs = folder.resolve("new/outputs.pcap");

        xdp.replay(capture(PASS, DROP), replayOptions().outputs(outputs));

        assertThat(Captures.readBytes(outputs)).containsExactly(PASS, DROP);
    }

    @Test
    void aFilterLeavesPacketsOutAndKeepsTheirNumbers() {
        byte[] udp = udp4("203.0.113.7", 1, "198.51.100.1", 2).bytes();

        Replay replay =
                xdp.replay(capture(PASS, udp, PASS, udp), replayOptions().filter("udp dst port 2"));

        assertThat(replay.stream().map(ReplayedPacket::number)).containsExactly(2L, 4L);
        assertThat(replay.packet(4).protocol()).isEqualTo("ip4 udp");
    }

    @Test
    void aClassicFilterReplaysToo() {
        byte[] udp = udp4("203.0.113.7", 1, "198.51.100.1", 2).bytes();

        Replay replay = Bpf.classicFilter("udp").replay(capture(PASS, udp, PASS, udp, udp));

        assertThat(replay).hasSize(5).hasCount("accept", 3).hasCount("drop", 2).ranOnEachPacket();
        assertThat(replay.packet(2).output()).isEqualTo(ReplayedPacket.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void timesComeInNanosecondsOfEitherOrderAndPrecision(boolean bigEndian, boolean nanoseconds) {
        Path capture = PcapBytes.pcap(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, nanoseconds, 1)
                .packet(1_700_000_000, 123_456, PASS)
                .in(folder, "time.pcap");

        assertThat(xdp.replay(capture).packet(1).nanos())
                .isEqualTo(1_700_000_000_000_000_000L + 123_456L * (nanoseconds ? 1 : 1000));
    }

    @Test
    void theNextGenerationOfCapturesIsRead() {
        Path capture = PcapBytes.pcapng().packet(1, 2, PASS).packet(3, 4, DROP).in(folder, "next.pcapng");

        assertThat(xdp.replay(capture)).hasSize(2).hasCount("XDP_DROP", 1);
        assertThat(xdp.replay(capture).packet(2).nanos()).isEqualTo(3_000_004_000L);
    }

    @Test
    void packetsOfOtherLinkTypesBecomeFrames() {
        byte[] frame = udp4("203.0.113.7", 1, "198.51.100.1", 2).bytes();
        byte[] ip = Arrays.copyOfRange(frame, 14, frame.length);

        Replay replay = xdp.replay(PcapBytes.pcap(101).packet(0, 0, ip).in(folder, "raw.pcap"));

        assertThat(replay.packet(1).protocol()).isEqualTo("ip4 udp");
        assertThat(replay.packet(1).length()).isEqualTo(frame.length);
    }

    @Test
    void allCoresGiveWhatOneGives() {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            packets.add(i % 7 == 0 ? DROP : PASS);
        }
        Path capture = capture(packets.toArray(byte[][]::new));

        Replay one = xdp.replay(capture, replayOptions().inOrder());
        Replay all = xdp.replay(capture, replayOptions().onAllCores());

        assertThat(all.stream().toList()).isEqualTo(one.stream().toList());
        assertThat(one.counts()).isEqualTo(Map.of("XDP_DROP", 715L, "XDP_PASS", 4285L));
    }

    private Path capture(byte[]... packets) {
        PcapBytes capture = PcapBytes.pcap(1);
        for (int i = 0; i < packets.length; i++) {
            capture.packet(i, 0, packets[i]);
        }
        return capture.in(folder, "capture.pcap");
    }
}
