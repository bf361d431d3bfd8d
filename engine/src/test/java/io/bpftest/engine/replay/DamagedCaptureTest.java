package io.bpftest.engine.replay;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.program.ReplayOptions.replayOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.BpfException;
import io.bpftest.error.CaptureDamagedException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.MachineException;
import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.program.Replay;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BpfObject("verdicts.bpf.c")
class DamagedCaptureTest {

    private static final byte[] PASS = Frames.asking(2);
    private static final int WHOLE_PACKET = PcapBytes.PACKET_HEADER + PASS.length;

    @TempDir
    Path folder;

    @BpfProgram("xdp_verdict")
    XdpProgram xdp;

    @Test
    void theErrorSaysWhichPacketAndWhereAndWhatCameBeforeIsKept() throws IOException {
        Path cut = file(Arrays.copyOf(capture(3).bytes(), PcapBytes.FILE_HEADER + 3 * WHOLE_PACKET - 1));
        long begin = PcapBytes.FILE_HEADER + 2 * WHOLE_PACKET;

        CaptureDamagedException error = catchThrowableOfType(CaptureDamagedException.class, () -> xdp.replay(cut));
        Replay kept = xdp.replay(cut, replayOptions().upToDamage());

        assertThat(error.packet()).isEqualTo(3);
        assertThat(error.offset()).isEqualTo(begin);
        assertThat(error).hasMessageContainingAll("at packet 3", "byte offset " + begin, "truncated", "the 2 packets");
        assertThat(kept).hasSize(2).hasCount("XDP_PASS", 2);
        assertThat(kept.damage())
                .hasValueSatisfying(damage -> assertThat(damage.packet()).isEqualTo(3));
    }

    @Test
    void allCoresFindTheSameDamage() throws IOException {
        Path cut = file(Arrays.copyOf(capture(3000).bytes(), PcapBytes.FILE_HEADER + 2999 * WHOLE_PACKET + 5));

        Replay kept = xdp.replay(cut, replayOptions().onAllCores().upToDamage());

        assertThat(kept).hasSize(2999).hasCount("XDP_PASS", 2999);
    }

    @Test
    void whatIsNoCaptureIsDamagedAtItsBegin() throws IOException {
        for (String content : new String[] {"", "x", "these are not the packets you are looking for"}) {
            Path file = Files.writeString(folder.resolve("notes.pcap"), content);

            CaptureDamagedException error = catchThrowableOfType(
                    CaptureDamagedException.class,
                    () -> xdp.replay(file, replayOptions().upToDamage()));

            assertThat(error).hasMessageContaining("in the file's header");
            assertThat(error.packet()).isZero();
        }
    }

    @Test
    void ofTwoHundredCorruptedCapturesEachEndsInATypedErrorOrReplaysWhole() throws IOException {
        byte[] whole = capture(20).bytes();
        Random random = new Random(10);
        int damaged = 0;
        for (int i = 0; i < 200; i++) {
            byte[] corrupted = i % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            boolean content = false;
            if (i % 4 != 0) {
                int at = random.nextInt(whole.length);
                corrupted[at] ^= (byte) (1 + random.nextInt(255));
                content = at >= PcapBytes.FILE_HEADER
                        && (at - PcapBytes.FILE_HEADER) % WHOLE_PACKET >= PcapBytes.PACKET_HEADER;
            }
            Path file = file(corrupted);
            try {
                assertThat(xdp.replay(file, replayOptions().cutShort()).size()).isLessThanOrEqualTo(20);
            } catch (BpfException e) {
                damaged++;
                assertThat(content)
                        .as("only content of packet is damaged: " + e)
                        .isFalse();
                assertThat(e)
                        .isInstanceOfAny(
                                CaptureDamagedException.class, PacketException.class, PacketSourceException.class);
            }
        }
        assertThat(damaged).isBetween(50, 150);
    }

    @Test
    void aCaptureWithoutPacketsProvesNothing() {
        Path empty = capture(0).in(folder, "empty.pcap");
        Path one = capture(1).in(folder, "one.pcap");

        assertThatThrownBy(() -> xdp.replay(empty))
                .isInstanceOf(PacketSourceException.class)
                .hasMessageContaining("holds no packets");
        assertThatThrownBy(() -> xdp.replay(one, replayOptions().filter("tcp")))
                .isInstanceOf(PacketSourceException.class)
                .hasMessageContaining("none for the filter \"tcp\"");
    }

    @Test
    void aPacketThatWasCapturedCutShortIsRefusedUnlessTaken() {
        Path cut = PcapBytes.pcap(1).packet(0, 0, PASS).packet(0, 0, PASS, 1500).in(folder, "cut.pcap");

        assertThatThrownBy(() -> xdp.replay(cut))
                .isInstanceOf(PacketSourceException.class)
                .hasMessageContainingAll("Packet 2", "cut short", "replayOptions().cutShort()");
        assertThat(xdp.replay(cut, replayOptions().cutShort())).hasSize(2);
    }

    @Test
    void otherLinkTypesFiltersAndFilesAreRefusedInWords() {
        Path wireless = PcapBytes.pcap(105).packet(0, 0, PASS).in(folder, "wireless.pcap");
        Path one = capture(1).in(folder, "one.pcap");

        assertThatThrownBy(() -> xdp.replay(wireless))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("link type 105 (IEEE802_11)", "raw IP (101)");
        assertThatThrownBy(() -> xdp.replay(one, replayOptions().filter("tcp prot 80")))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("\"tcp prot 80\"", "syntax error");
        assertThatThrownBy(() -> xdp.replay(folder.resolve("none.pcap")))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining("There is no capture");
        assertThatThrownBy(() -> xdp.replay(one, replayOptions().outputs(one.resolve("below.pcap"))))
                .isInstanceOf(MachineException.class)
                .hasMessageContaining("cannot be written");
    }

    private PcapBytes capture(int packets) {
        PcapBytes capture = PcapBytes.pcap(1);
        for (int i = 0; i < packets; i++) {
            capture.packet(i, 0, PASS);
        }
        return capture;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file.pcap"), content);
    }
}
