package io.bpftest.engine.junit;

import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.PcapSource;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;

class PcapSourceTest {

    private static final byte[] DNS =
            udp4("203.0.113.7", 4000, "198.51.100.1", 5353).bytes();
    private static final byte[] WEB =
            tcp4("203.0.113.7", 4000, "198.51.100.1", 80).bytes();

    private static final List<Object> GOT = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void capture() throws IOException {
        Captures.write(CaptureFixtures.file("three.pcap"), List.of(WEB, WEB, DNS));
        CaptureFixtures.pcapng("three.pcapng", WEB, WEB, DNS);
        CaptureFixtures.cutShort("short.pcap", DNS, 30);
    }

    @BeforeEach
    void forget() {
        GOT.clear();
    }

    @Test
    void runsOnceForEachPacketAndTellsItsNumber() {
        List<String> names = FixtureRun.of(Whole.class).names();

        assertThat(names).hasSize(3);
        assertThat(names.get(2))
                .isEqualTo("[3] #3 eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 5353");
        assertThat(GOT).containsExactly(WEB, WEB, DNS);
    }

    static class Whole {
        @ParameterizedTest
        @PcapSource("three.pcap")
        void test(byte[] packet) {
            GOT.add(packet);
        }
    }

    @Test
    void readsTheNextGenerationOfTheFormatToo() {
        FixtureRun.of(NextGeneration.class).names();

        assertThat(GOT).containsExactly(WEB, WEB, DNS);
    }

    static class NextGeneration {
        @ParameterizedTest
        @PcapSource("three.pcapng")
        void test(byte[] packet) {
            GOT.add(packet);
        }
    }

    @Test
    void keepsTheNumbersInTheFileWhenAFilterLeavesPacketsOut() {
        assertThat(FixtureRun.of(Filtered.class).names())
                .singleElement()
                .asString()
                .startsWith("[1] #3 eth");
        assertThat(GOT).hasOnlyElementsOfType(CapturedPacket.class).hasSize(1);
    }

    static class Filtered {
        @ParameterizedTest
        @PcapSource(value = "three.pcap", filter = "udp port 5353")
        void test(CapturedPacket packet) {
            assertThat(packet.packet().get(UdpPacket.class)).isNotNull();
            GOT.add(packet);
        }
    }

    @Test
    void readsNoFurtherThanTheLimit() throws IOException {
        CaptureFixtures.damaged("limited.pcap", WEB, DNS);

        assertThat(FixtureRun.of(Limited.class).names()).hasSize(1);
    }

    static class Limited {
        @ParameterizedTest
        @PcapSource(value = "limited.pcap", limit = 1)
        void test(Packet packet) {}
    }

    @Test
    void takesSeveralCaptures() {
        assertThat(FixtureRun.of(Several.class).names()).hasSize(4);
    }

    static class Several {
        @ParameterizedTest
        @PcapSource("three.pcap")
        @PcapSource(value = "three.pcapng", limit = 1)
        void test(Packet packet) {}
    }

    @Test
    void takesPacketsThatWereCapturedCutShortWhereAsked() {
        assertThat(FixtureRun.of(CutShort.class).names())
                .singleElement()
                .asString()
                .startsWith("[1] #1 (30 of 42 B captured) eth 02:..:01 > 02:..:02 / ");
    }

    static class CutShort {
        @ParameterizedTest
        @PcapSource(value = "short.pcap", cutShort = true)
        void test(Packet packet) {
            assertThat(packet.length()).isEqualTo(30);
        }
    }

    @Test
    void findsTheSameFileOutsideOfParameterisedTests() {
        assertThat(Captures.find(PcapSourceTest.class, "three.pcap")).isEqualTo(CaptureFixtures.file("three.pcap"));
        assertThat(Captures.read(PcapSourceTest.class, "three.pcap")).hasSize(3);
        assertThat(Captures.find(PcapSourceTest.class, "pom.xml"))
                .isEqualTo(io.bpftest.engine.Golden.inModule("pom.xml"));
    }
}
