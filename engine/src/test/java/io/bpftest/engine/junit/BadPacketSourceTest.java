package io.bpftest.engine.junit;

import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.PacketSource;
import io.bpftest.PcapSource;
import io.bpftest.engine.Golden;
import io.bpftest.error.BpfException;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.PacketException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.packet.Captures;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.pcap4j.packet.Packet;

/** What a user reads when the packets of a parameterised test cannot be had. */
class BadPacketSourceTest {

    private static final Udp4Frame FRAME = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    private final Golden golden = new Golden();

    @BeforeAll
    static void capture() throws IOException {
        byte[] packet = FRAME.bytes();
        Captures.write(CaptureFixtures.file("no_packets.pcap"), List.of());
        Captures.write(CaptureFixtures.file("sound.pcap"), List.of(packet, packet));
        CaptureFixtures.damaged("damaged.pcap", packet, packet, packet);
        CaptureFixtures.cutShort("snapped.pcap", packet, 30);
        Files.writeString(CaptureFixtures.file("notes.pcap"), "not the packets you are looking for, however long");
        Files.writeString(CaptureFixtures.file("nothing.pcap"), "");
    }

    @Test
    void aSourceWithoutPacketsNamesItsFactory() {
        fails("source_empty", PacketSourceException.class, Empty.class, 0);
    }

    static class Empty {
        @ParameterizedTest
        @PacketSource
        void drops(Packet packet) {}

        static Stream<Udp4Frame> drops() {
            return Stream.empty();
        }
    }

    @Test
    void aMissingFactorySaysWhereItWasLookedFor() {
        fails("source_missing", PacketSourceException.class, Missing.class, 0);
        fails("source_missing_class", PacketSourceException.class, MissingClass.class, 0);
        fails("source_ambiguous", PacketSourceException.class, Ambiguous.class, 0);
    }

    static class Missing {
        @ParameterizedTest
        @PacketSource("nowhere")
        void drops(Packet packet) {}

        static int nowhere() {
            return 1;
        }
    }

    static class MissingClass {
        @ParameterizedTest
        @PacketSource("NoClass#packets")
        void drops(Packet packet) {}
    }

    static class Ambiguous {
        @ParameterizedTest
        @PacketSource("some")
        void drops(Packet packet) {}

        static List<Udp4Frame> some() {
            return List.of(FRAME);
        }

        static List<Udp4Frame> some(XdpProgram program) {
            return List.of(FRAME);
        }
    }

    @Test
    void aFactoryThatGivesSomethingElseNamesThePacket() {
        fails("source_no_packet", PacketSourceException.class, NoPacket.class, 1);
        fails("source_null_packet", PacketSourceException.class, NullPacket.class, 0);
        fails("source_other_kind", PacketSourceException.class, OtherKind.class, 0);
        fails("source_unbuildable", PacketSourceException.class, Unbuildable.class, 0);
    }

    static class NoPacket {
        @ParameterizedTest
        @PacketSource("some")
        void drops(Packet packet) {}

        static Stream<Object> some() {
            return Stream.of(FRAME, "udp");
        }
    }

    static class NullPacket {
        @ParameterizedTest
        @PacketSource("some")
        void drops(Packet packet) {}

        static Packet[] some() {
            return new Packet[1];
        }
    }

    static class OtherKind {
        @ParameterizedTest
        @PacketSource("some")
        void drops(Udp4Frame packet) {}

        static Stream<byte[]> some() {
            return Stream.of(FRAME.bytes());
        }
    }

    static class Unbuildable {
        @ParameterizedTest
        @PacketSource("some")
        void drops(byte[] packet) {}

        static Stream<Udp4Frame> some() {
            return Stream.of(FRAME.truncated(4000));
        }
    }

    @Test
    void aFactoryThatCannotBeCalledSaysWhy() {
        fails("source_not_static", PacketSourceException.class, NotStatic.class, 0);
        fails("source_gave_null", PacketSourceException.class, GaveNull.class, 0);
    }

    static class NotStatic {
        @ParameterizedTest
        @PacketSource("some")
        void drops(Packet packet) {}

        Stream<Udp4Frame> some() {
            return Stream.of(FRAME);
        }
    }

    static class GaveNull {
        @ParameterizedTest
        @PacketSource("some")
        void drops(Packet packet) {}

        static Stream<Udp4Frame> some() {
            return null;
        }
    }

    @Test
    void aFirstParameterThatTakesNoPacketsIsRefused() {
        fails("source_parameter", PacketSourceException.class, HandleFirst.class, 0);
    }

    static class HandleFirst {
        @ParameterizedTest
        @PacketSource("some")
        void drops(XdpProgram program, Packet packet) {}

        static Stream<Udp4Frame> some() {
            return Stream.of(FRAME);
        }
    }

    @Test
    void anEmptyCaptureSaysSo() {
        fails("pcap_empty", PacketSourceException.class, NoPackets.class, 0);
        fails("pcap_filtered_out", PacketSourceException.class, FilteredOut.class, 0);
        fails("pcap_limit", PacketSourceException.class, NoLimit.class, 0);
    }

    static class NoPackets {
        @ParameterizedTest
        @PcapSource("no_packets.pcap")
        void drops(Packet packet) {}
    }

    static class FilteredOut {
        @ParameterizedTest
        @PcapSource(value = "sound.pcap", filter = "tcp")
        void drops(Packet packet) {}
    }

    static class NoLimit {
        @ParameterizedTest
        @PcapSource(value = "sound.pcap", limit = 0)
        void drops(Packet packet) {}
    }

    @Test
    void aDamagedCaptureSaysAfterWhichPacket() {
        fails("pcap_damaged", PacketException.class, Damaged.class, 2);
        fails("pcap_notes", PacketException.class, Notes.class, 0);
        fails("pcap_nothing", PacketException.class, Nothing.class, 0);
    }

    static class Damaged {
        @ParameterizedTest
        @PcapSource("damaged.pcap")
        void drops(Packet packet) {}
    }

    static class Notes {
        @ParameterizedTest
        @PcapSource("notes.pcap")
        void drops(Packet packet) {}
    }

    static class Nothing {
        @ParameterizedTest
        @PcapSource("nothing.pcap")
        void drops(Packet packet) {}
    }

    @Test
    void packetsThatWereCapturedCutShortAreNoticed() {
        fails("pcap_cut_short", PacketSourceException.class, Snapped.class, 0);
    }

    static class Snapped {
        @ParameterizedTest
        @PcapSource("snapped.pcap")
        void drops(Packet packet) {}
    }

    @Test
    void aMissingCaptureListsThePlacesLookedIn() {
        fails("pcap_missing", FileMissingException.class, NoFile.class, 0);
    }

    static class NoFile {
        @ParameterizedTest
        @PcapSource("nowhere.pcap")
        void drops(Packet packet) {}
    }

    @Test
    void aWrongFilterIsToldInLibpcapsWords() {
        PacketException error = golden.failed(
                PacketException.class, FixtureRun.of(WrongFilter.class).failure());

        assertThat(error.problem().subject()).contains("The filter \"udp prt 53\"", "sound.pcap");
        assertThat(error.problem().found()).isNotBlank();
    }

    static class WrongFilter {
        @ParameterizedTest
        @PcapSource(value = "sound.pcap", filter = "udp prt 53")
        void drops(Packet packet) {}
    }

    private void fails(String name, Class<? extends BpfException> type, Class<?> fixture, long testsRun) {
        FixtureRun run = FixtureRun.of(fixture);
        golden.matches(name, golden.failed(type, run.failure()));
        assertThat(run.testsRun()).as("invocations of " + name).isEqualTo(testsRun);
    }
}
