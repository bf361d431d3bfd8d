package io.bpftest.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has tshark dissect frames of each protocol: every field of every header is the one described, and checksums are right.
 *
 * <p>That the tables leave nothing out is tested too: whichever bit of a frame is turned over, a field that its row
 * compares changes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TsharkTest {

    private static final List<DissectedFrame> FRAMES = Stream.of(
                    LinkRows.rows(), Ip4Rows.rows(), Ip6Rows.rows(), TransportRows.rows(), TunnelRows.rows())
            .flatMap(List::stream)
            .toList();

    private final Map<DissectedFrame, Map<String, String>> found = new LinkedHashMap<>();
    private final Map<DissectedFrame, List<Map<String, String>>> turned = new LinkedHashMap<>();

    @BeforeAll
    void dissectAll(@TempDir Path folder) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>(Tshark.VERDICTS);
        names.addAll(Tshark.CHECKSUMS);
        FRAMES.forEach(frame -> names.addAll(frame.fields().keySet()));
        List<byte[]> frames = new ArrayList<>();
        FRAMES.forEach(frame -> frames.add(frame.frame().bytes()));
        FRAMES.forEach(frame -> frames.addAll(eachBitTurned(frame.frame().bytes())));
        List<Map<String, String>> rows = new Tshark(false).fields(folder.resolve("frames.pcap"), frames, names);
        int next = FRAMES.size();
        for (int i = 0; i < FRAMES.size(); i++) {
            found.put(FRAMES.get(i), rows.get(i));
            int bits = frames.get(i).length * Byte.SIZE;
            turned.put(FRAMES.get(i), rows.subList(next, next + bits));
            next += bits;
        }
        assertThat(next).isEqualTo(rows.size());
    }

    private static List<byte[]> eachBitTurned(byte[] frame) {
        List<byte[]> copies = new ArrayList<>();
        for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
            byte[] copy = frame.clone();
            copy[bit / Byte.SIZE] ^= (byte) (0x80 >> bit % Byte.SIZE);
            copies.add(copy);
        }
        return copies;
    }

    static List<DissectedFrame> frames() {
        return FRAMES;
    }

    @ParameterizedTest
    @MethodSource("frames")
    void seesWhatWasDescribedAndNothingWrong(DissectedFrame expected) {
        Map<String, String> fields = found.get(expected);

        assertThat(expected.differences(fields)).isEmpty();
        assertThat(fields.get(Tshark.MALFORMED)).isEmpty();
        assertThat(Tshark.GRAVE.stream().filter(fields.get(Tshark.GROUPS)::contains))
                .as(fields.get(Tshark.COMPLAINTS))
                .isEmpty();
        for (String verdict : Tshark.VERDICTS) {
            assertThat(fields.get(verdict))
                    .as(verdict)
                    .isEqualTo(expected.fields().getOrDefault(verdict, ""));
            assertThat(fields.get(verdict)).as(verdict).matches("(1(,1)*)?");
        }
        assertThat(PacketText.summary(expected.frame().bytes())).doesNotContain("bad");
    }

    @ParameterizedTest
    @MethodSource("frames")
    void comparesEachBitOfTheFrame(DissectedFrame expected) {
        Set<String> compared = new HashSet<>(expected.fields().keySet());
        // That a checksum no longer fits says nothing of who compares the bit.
        compared.removeAll(Tshark.VERDICTS);
        compared.addAll(Tshark.CHECKSUMS);
        Map<String, String> before = found.get(expected);
        Set<Integer> unseen = new TreeSet<>();
        List<Map<String, String>> after = turned.get(expected);
        for (int bit = 0; bit < after.size(); bit++) {
            Map<String, String> fields = after.get(bit);
            if (compared.stream().allMatch(name -> fields.get(name).equals(before.get(name)))) {
                unseen.add(bit);
            }
        }

        assertThat(unseen).isEqualTo(new TreeSet<>(expected.unseen()));
    }
}
