package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.assertion.Agreement;
import io.bpftest.engine.Golden;
import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.error.UnknownNameException;
import io.bpftest.packet.Captures;
import io.bpftest.packet.FrameTemplate;
import io.bpftest.packet.PacketGenerator;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.Expectation;
import io.bpftest.program.PacketOracle;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;

@BpfObject("pairs.bpf.c")
class AgreementTest {

    private static final FrameTemplate<Udp4Frame> UDP =
            each(udp4("203.0.113.7", 4000, "198.51.100.1", 53)).range(Udp4Frame::destinationPort, 5350, 5359);

    private final Golden golden = new Golden().normalise("target/bpf-test/\\S+", "<report>");

    @BpfProgram("udp_port")
    XdpProgram filter;

    @BpfProgram("udp_port_other")
    XdpProgram other;

    @TempDir
    Path folder;

    private static boolean isToPort(Packet packet, int port) {
        UdpPacket udp = packet.get(UdpPacket.class);
        return udp != null && udp.getHeader().getDstPort().valueAsInt() == port;
    }

    private Path capture() {
        Path capture = folder.resolve("udp.pcap");
        Captures.write(capture, UDP.stream().map(Udp4Frame::bytes).toList());
        return capture;
    }

    @Test
    void passesWhereAllPacketsAreTreatedAlike(@BpfProgram("udp_port_tc") TcProgram tc) {
        assertThat(filter).agreesWith(filter).on(capture());
        assertThat(filter).agreesWith(tc).on(UDP);
        assertThat(filter).agreesWith(other).on(capture(), "udp port 5355 or udp port 5350");
        assertThat(filter).agreesWith(other).on(UDP.stream().limit(3));
        assertThat(filter).agreesWith(other).on((Iterable<?>) List.of(arpRequest("10.0.0.1", "10.0.0.2")));
    }

    @Test
    void groupsWhatDiffersByProtocolsAndVerdicts() {
        golden.failsOnAScreen("agreement/verdicts", () -> assertThat(filter)
                .agreesWith(other)
                .on(UDP.stream().flatMap(frame -> java.util.stream.Stream.of(frame, frame.vlan(7), frame.ttl(3)))));
    }

    @Test
    void savesTheFirstPacketOfEachGroup() throws IOException {
        AssertionError failure = golden.failed(
                AssertionError.class, () -> assertThat(filter).agreesWith(other).on(UDP));
        String saved = failure.getMessage()
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow()
                .strip()
                .split(" +")[1];

        assertThat(Captures.readBytes(Path.of(saved)))
                .containsExactly(
                        udp4("203.0.113.7", 4000, "198.51.100.1", 5353).bytes(),
                        udp4("203.0.113.7", 4000, "198.51.100.1", 5354).bytes());
    }

    @Test
    void countsDifferencesThatAreNamed() {
        Agreement named = assertThat(filter)
                .agreesWith(other)
                .except("5353 is open now", packet -> isToPort(packet, 5353))
                .except("5354 is closed now", packet -> isToPort(packet, 5354));

        assertThat(named.on(UDP)).isSameAs(named);
    }

    @Test
    void failsForNamesThatNoPacketNeeded() {
        golden.failsOnAScreen("agreement/stale", () -> assertThat(filter)
                .agreesWith(filter)
                .except("5353 is open now", packet -> isToPort(packet, 5353))
                .on(UDP));
    }

    @Test
    void comparesOutputPackets(
            @BpfProgram("answer") XdpProgram answer, @BpfProgram("answer_other") XdpProgram answerOther) {
        golden.failsOnAScreen(
                "agreement/output",
                () -> assertThat(answer).agreesWith(answerOther).on(UDP));
        assertThat(answer).agreesWith(answerOther).ignoringOutput().on(UDP);
    }

    @Test
    void comparesWithAFilterOfLibpcap() {
        PacketOracle oracle = PacketOracle.pcapFilter("udp dst port 5353").negated();

        assertThat(filter).agreesWith(oracle).on(UDP);
        golden.failsOnAScreen(
                "agreement/oracle", () -> assertThat(other).agreesWith(oracle).on(UDP));
    }

    @Test
    void comparesWithAPredicateAndWithAModelThatKeepsState(@BpfProgram("first_five") XdpProgram firstFive) {
        int[] packets = {0};
        PacketOracle model = frame -> packets[0]++ < 5 ? Expectation.outcome("XDP_PASS") : Expectation.drop();

        assertThat(filter)
                .agreesWith(PacketOracle.passing(packet -> !isToPort(packet, 5353)))
                .on(UDP);
        assertThat(firstFive).agreesWith(model).on(UDP);
    }

    @Test
    void makesGeneratedPacketsSmall() {
        golden.failsOnAScreen("agreement/generated", () -> assertThat(filter)
                .agreesWith(PacketOracle.passing(packet -> true))
                .onGenerated(
                        PacketGenerator.mutating(List.of(udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                                        .payloadOfZeros(20)))
                                .seed(7),
                        1_000));
    }

    @Test
    void saysThatAFilterIsNone() {
        golden.fails("agreement/no-filter", PacketException.class, () -> PacketOracle.pcapFilter("tcp prot 80")
                .negated());
    }

    @Test
    void refusesSourcesWithoutPackets() throws IOException {
        Path empty = folder.resolve("empty.pcap");
        Captures.write(empty, List.of());
        Path damaged = folder.resolve("damaged.pcap");
        byte[] whole = Files.readAllBytes(capture());
        Files.write(damaged, Arrays.copyOf(whole, whole.length - 7));

        assertThatThrownBy(() -> assertThat(filter).agreesWith(other).on(empty))
                .isExactlyInstanceOf(PacketSourceException.class);
        assertThatThrownBy(() -> PacketGenerator.mutating(empty)).isExactlyInstanceOf(PacketSourceException.class);
        assertThatThrownBy(() -> assertThat(filter).agreesWith(filter).on(damaged))
                .isExactlyInstanceOf(PacketException.class)
                .hasMessageContaining("after 9 packets");
    }

    @Test
    void countsPacketsThatTheKernelDoesNotTake() {
        byte[] tooShort = new byte[13];

        assertThatThrownBy(() -> assertThat(filter)
                        .agreesWith(other)
                        .on(List.of(udp4("10.0.0.1", 1, "10.0.0.2", 5353), tooShort)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("refused  1 packet not compared, the first is 2: ");
        assertThatThrownBy(() -> assertThat(filter).agreesWith(other).on(List.of(tooShort)))
                .isExactlyInstanceOf(PacketException.class);
    }

    @Test
    void refusesToCompareMapsThatASideLacks() {
        assertThatThrownBy(() -> assertThat(filter)
                        .agreesWith(PacketOracle.passing(packet -> true))
                        .comparingMaps("seen")
                        .on(tcp4("10.0.0.1", 1, "10.0.0.2", 80)))
                .isExactlyInstanceOf(UnknownNameException.class)
                .hasMessageContaining("an oracle has none");
    }
}
