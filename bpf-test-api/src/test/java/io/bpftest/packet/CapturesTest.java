package io.bpftest.packet;

import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.FileMissingException;
import io.bpftest.error.MachineException;
import io.bpftest.error.PacketException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;

class CapturesTest {

    private static final byte[] QUERY =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();
    private static final byte[] JUMBO =
            icmp6("2001:db8::1", "2001:db8::2").payloadOfZeros(65527 - 8).bytes();

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() {
        Path capture = folder.resolve("new/folders/frames.pcap");
        byte[] noFrame = {1, 2, 3};

        Captures.write(capture, List.of(QUERY, JUMBO, noFrame));

        assertThat(Captures.readBytes(capture)).containsExactly(QUERY, JUMBO, noFrame);
        List<Packet> packets = Captures.read(capture);
        assertThat(packets).hasSize(3);
        assertThat(packets.get(0).get(UdpPacket.class).getHeader().getDstPort().valueAsInt())
                .isEqualTo(53);
    }

    @Test
    void writesOverAnOlderFile() {
        Path capture = folder.resolve("frames.pcap");
        Captures.write(capture, List.of(QUERY, QUERY));

        Captures.write(capture, List.of(QUERY));

        assertThat(Captures.readBytes(capture)).hasSize(1);
    }

    @Test
    void keepsAnEmptyCaptureEmpty() {
        Path capture = folder.resolve("empty.pcap");

        Captures.write(capture, List.of());

        assertThat(Captures.readBytes(capture)).isEmpty();
    }

    @Test
    void readsAFileThatTheFormatsDescriptionGives() throws IOException {
        // Big-endian, snap length 64, one packet of four bytes cut from sixty (draft-ietf-opsawg-pcap).
        Path capture = bytes(
                "big-endian.pcap",
                "a1b2c3d400020004000000000000000000000040" + "00000001" + "00000000" + "00000000" + "00000004"
                        + "0000003c" + "01020304");

        assertThat(Captures.readBytes(capture)).containsExactly(new byte[] {1, 2, 3, 4});
    }

    @Test
    void saysWhichFileIsMissing() {
        Path capture = folder.resolve("missing.pcap");

        assertThatThrownBy(() -> Captures.read(capture))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining("There is no capture " + capture);
    }

    @Test
    void refusesAFileThatIsNoCapture() throws IOException {
        Path text = folder.resolve("notes.txt");
        Files.writeString(text, "these are not the packets you are looking for");

        assertThatThrownBy(() -> Captures.readBytes(text))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("The capture " + text + " cannot be read", "after 0 packets");
        assertThatThrownBy(() -> Captures.readBytes(bytes("nothing.pcap", ""))).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> Captures.readBytes(folder)).isInstanceOf(PacketException.class);
    }

    @Test
    void saysAfterHowManyPacketsACaptureIsDamaged() throws IOException {
        Path capture = folder.resolve("cut.pcap");
        Captures.write(capture, List.of(QUERY, QUERY));
        byte[] whole = Files.readAllBytes(capture);
        Files.write(capture, Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> Captures.readBytes(capture))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("after 1 packet");
    }

    @Test
    void refusesOtherLinkTypes() throws IOException {
        Path wireless = bytes("wireless.pcap", "a1b2c3d400020004000000000000000000000040" + "00000069");

        assertThatThrownBy(() -> Captures.readBytes(wireless))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("cannot be made frames of Ethernet", "link type 105", "Linux cooked (113)");
    }

    @Test
    void makesFramesOfPacketsWithoutEthernetHeaders() throws IOException {
        Path raw = bytes(
                "raw.pcap",
                "a1b2c3d400020004000000000000000000000040" + "00000065" + "00000001" + "00000000" + "00000014"
                        + "00000014" + "45000014000000004011000001020304050607ff");

        try (Stream<CapturedPacket> packets = Captures.stream(raw, "dst host 5.6.7.255")) {
            CapturedPacket packet = packets.findFirst().orElseThrow();
            assertThat(packet.bytes())
                    .asHexString()
                    .isEqualToIgnoringCase("0200000000020200000000010800" + "45000014000000004011000001020304050607ff");
            assertThat(packet.wireLength()).isEqualTo(34);
        }
    }

    @Test
    void saysWhyAFileCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Captures.write(file.resolve("below.pcap"), List.of(QUERY)))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> Captures.write(folder, List.of(QUERY)))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("cannot be written");
    }

    private Path bytes(String name, String hex) throws IOException {
        return Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
    }
}
