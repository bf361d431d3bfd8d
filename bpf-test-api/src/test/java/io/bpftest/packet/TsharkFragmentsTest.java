package io.bpftest.packet;

import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has tshark put fragments together again. */
class TsharkFragmentsTest {

    private static final Udp4Frame OVER4 =
            udp4("203.0.113.7", 4000, "198.51.100.1", 9).payloadOfZeros(100);
    private static final Udp6Frame OVER6 =
            udp6("2001:db8::7", 4000, "2001:db8::1", 9).payloadOfZeros(100).hopByHop();

    @TempDir
    Path folder;

    @Test
    void fragmentsGiveTheWholePacket() throws IOException, InterruptedException {
        List<Frame<?>> frames = new ArrayList<>(OVER4.identification(7).fragments(3));
        frames.addAll(OVER6.fragments(3, 8));

        List<Map<String, String>> rows = dissect(frames);

        assertThat(rows.get(2)).containsAllEntriesOf(last("ip", "", ""));
        assertThat(rows.get(5)).containsAllEntriesOf(last("ipv6", "", ""));
        assertThat(rows).allSatisfy(row -> assertThat(row.get(Tshark.MALFORMED)).isEmpty());
    }

    @Test
    void overlappingFragmentsAreMarkedAndHoldTheSameData() throws IOException, InterruptedException {
        List<Frame<?>> frames = new ArrayList<>(OVER4.identification(7).overlappingFragments(2, 8));
        frames.addAll(OVER6.overlappingFragments(2, 8, 16));

        List<Map<String, String>> rows = dissect(frames);

        assertThat(rows.get(1)).containsAllEntriesOf(last("ip", "1", ""));
        assertThat(rows.get(3)).containsAllEntriesOf(last("ipv6", "1", ""));
    }

    @Test
    void overlappingFragmentsWithOtherDataAreMarkedAsThat() throws IOException, InterruptedException {
        List<RawIp4Frame> four = OVER4.identification(7).overlappingFragments(2, 8);
        List<RawIp6Frame> six = OVER6.overlappingFragments(2, 8, 8);

        List<Map<String, String>> rows = dissect(List.of(
                four.get(0),
                four.get(1).overwritten(34, 1),
                six.get(0),
                six.get(1).overwritten(70, 1)));

        assertThat(rows.get(1)).containsEntry("ip.fragment.overlap.conflict", "1");
        assertThat(rows.get(3)).containsEntry("ipv6.fragment.overlap.conflict", "1");
    }

    private static Map<String, String> last(String version, String overlap, String conflict) {
        return Map.of(
                version + ".reassembled.length",
                "108",
                "udp.checksum.status",
                "1",
                version + ".fragment.overlap",
                overlap,
                version + ".fragment.overlap.conflict",
                conflict);
    }

    private List<Map<String, String>> dissect(List<Frame<?>> frames) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(List.of("udp.checksum.status"));
        for (String version : List.of("ip", "ipv6")) {
            names.add(version + ".reassembled.length");
            names.add(version + ".fragment.overlap");
            names.add(version + ".fragment.overlap.conflict");
        }
        return new Tshark(true)
                .fields(
                        folder.resolve("fragments.pcap"),
                        frames.stream().map(Frame::bytes).toList(),
                        names);
    }
}
