package io.bpftest.packet;

import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has tshark find each fault that was asked for, and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TsharkDamageTest {

    /** Frames whose headers say how long they are, so that a cut one is known by them. */
    private static final List<DissectedFrame> WHOLE = Stream.of(
                    Ip4Rows.rows(), Ip6Rows.rows(), TransportRows.rows(), TunnelRows.rows())
            .flatMap(List::stream)
            .toList();

    private static final List<DamageRows.Marked> MARKED = Stream.concat(
                    DamageRows.checksums().stream(), DamageRows.lengths().stream())
            .toList();

    private static final List<DissectedFrame> SHOWN = DamageRows.shown();

    private final Map<DissectedFrame, Map<String, String>> found = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> cut = new LinkedHashMap<>();

    static List<DamageRows.Marked> marked() {
        return MARKED;
    }

    static List<DissectedFrame> shown() {
        return SHOWN;
    }

    @BeforeAll
    void dissectAll(@TempDir Path folder) throws IOException, InterruptedException {
        List<DissectedFrame> all = new ArrayList<>(SHOWN);
        MARKED.forEach(frame -> all.add(frame.row()));
        Set<String> names = new TreeSet<>(Tshark.VERDICTS);
        all.forEach(frame -> names.addAll(frame.fields().keySet()));
        List<byte[]> frames = new ArrayList<>();
        all.forEach(frame -> frames.add(frame.frame().bytes()));
        List<String> cuts = new ArrayList<>();
        for (DissectedFrame frame : WHOLE) {
            for (int length = 1; length < frame.frame().bytes().length; length++) {
                frames.add(frame.frame().copy().truncated(length).bytes());
                cuts.add("cut to " + length + " bytes: " + frame);
            }
        }
        List<Map<String, String>> rows = new Tshark(false).fields(folder.resolve("frames.pcap"), frames, names);
        for (int i = 0; i < all.size(); i++) {
            found.put(all.get(i), rows.get(i));
        }
        for (int i = 0; i < cuts.size(); i++) {
            cut.put(cuts.get(i), rows.get(all.size() + i));
        }
    }

    @ParameterizedTest
    @MethodSource("marked")
    void marksTheFaultAndNoOther(DamageRows.Marked expected) {
        Map<String, String> fields = found.get(expected.row());

        assertThat(fields.get(Tshark.COMPLAINTS)).contains(expected.complaint());
        assertThat(isGrave(fields)).isTrue();
        assertThat(expected.row().differences(fields)).isEmpty();
        for (String verdict : Tshark.VERDICTS) {
            assertThat(fields.get(verdict))
                    .as(verdict)
                    .isEqualTo(expected.row().fields().getOrDefault(verdict, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("shown")
    void showsWhatItDoesNotMind(DissectedFrame expected) {
        Map<String, String> fields = found.get(expected);

        assertThat(expected.differences(fields)).isEmpty();
        assertThat(isGrave(fields)).as(fields.get(Tshark.COMPLAINTS)).isFalse();
    }

    @Test
    void marksAFrameThatIsCutAtWhicheverByte() {
        List<String> unmarked = cut.entrySet().stream()
                .filter(entry -> !isGrave(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(cut).hasSizeGreaterThan(3000);
        assertThat(unmarked).isEmpty();
    }

    /** tshark takes a zero for the sign that the network card splits the segment, and shows the length found instead. */
    @Test
    void writesAnIp4LengthOfZero() {
        byte[] whole = udp4("203.0.113.7", 4000, "198.51.100.1", 9).bytes();
        byte[] zero = udp4("203.0.113.7", 4000, "198.51.100.1", 9).ipLength(0).bytes();

        assertThat(HexFormat.of().formatHex(zero, 16, 18)).isEqualTo("0000");
        assertThat(ReferenceChecksums.ip4HeaderHolds(zero, 14)).isTrue();
        assertThat(Arrays.copyOfRange(zero, 26, zero.length)).isEqualTo(Arrays.copyOfRange(whole, 26, whole.length));
    }

    private static boolean isGrave(Map<String, String> fields) {
        return Tshark.GRAVE.stream().anyMatch(fields.get(Tshark.GROUPS)::contains);
    }
}
