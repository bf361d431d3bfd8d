package io.bpftest.engine.junit;

import static io.bpftest.packet.Packets.dnsQuery;
import static io.bpftest.packet.Packets.each;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.PacketSource;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.DnsType;
import io.bpftest.packet.Frame;
import io.bpftest.packet.FrameTemplate;
import io.bpftest.packet.PacketParser;
import io.bpftest.packet.Tcp4Frame;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;

class PacketSourceTest {

    private static final String DNS =
            "eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 5353";
    private static final Udp4Frame FRAME = udp4("203.0.113.7", 4000, "198.51.100.1", 5353);

    /** What the fixtures got, in the order in which they ran. */
    private static final List<Object> GOT = Collections.synchronizedList(new ArrayList<>());

    private static final Set<String> CLOSED = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        GOT.clear();
        CLOSED.clear();
    }

    @Test
    void namesEachInvocationAfterItsPacket() {
        assertThat(FixtureRun.of(NamedAsTheTest.class).names())
                .containsExactly("[1] " + DNS, "[2] " + DNS.replace("ttl 64", "ttl 1"));
        assertThat(GOT).hasOnlyElementsOfType(EthernetPacket.class).hasSize(2);
    }

    static class NamedAsTheTest {
        @ParameterizedTest
        @PacketSource
        void packets(Packet packet) {
            GOT.add(packet);
        }

        static List<Frame<?>> packets() {
            return List.of(FRAME, FRAME.ttl(1));
        }
    }

    @Test
    void keepsWhatANameMayHoldAsItIs() {
        assertThat(FixtureRun.of(OddNames.class).names().get(0)).contains("it's{0}{index}");
    }

    static class OddNames {
        @ParameterizedTest
        @PacketSource("odd")
        void test(byte[] packet) {}

        static Udp4Frame odd() {
            return FRAME.destinationPort(53).carrying(dnsQuery("it's{0}{index}", DnsType.A));
        }
    }

    @Test
    void takesPacketsInEveryFormAndGivesTheFormOfTheParameter() {
        FixtureRun.of(EveryForm.class).names();

        byte[] bytes = FRAME.bytes();
        assertThat(GOT).hasSize(7 * 2).allSatisfy(got -> assertThat(
                        got instanceof Packet packet ? packet.getRawData() : (byte[]) got)
                .isEqualTo(bytes));
    }

    static class EveryForm {
        @ParameterizedTest
        @PacketSource({"stream", "iterable", "iterator", "array", "one", "nested"})
        void asPackets(Packet packet) {
            GOT.add(packet);
        }

        @ParameterizedTest
        @PacketSource({"stream", "iterable", "iterator", "array", "one", "nested"})
        void asBytes(byte[] packet) {
            GOT.add(packet);
        }

        static Stream<byte[]> stream() {
            return Stream.of(FRAME.bytes());
        }

        static Set<Packet> iterable() {
            return Set.of(FRAME.build());
        }

        static Iterator<Udp4Frame> iterator() {
            return List.of(FRAME).iterator();
        }

        static byte[][] array() {
            return new byte[][] {FRAME.bytes()};
        }

        static Packet one() {
            return PacketParser.parse(FRAME.bytes());
        }

        static Stream<Object> nested() {
            return Stream.of(List.of(FRAME), new Packet[] {FRAME.build()});
        }
    }

    @Test
    void givesTheFramesOfATemplateAsTheyAreDescribed() {
        List<String> names = FixtureRun.of(Template.class).names();

        assertThat(names).hasSize(2 * 3);
        assertThat(names.get(5))
                .isEqualTo("[6] " + DNS.replace("ttl 64", "ttl 3").replace("5353", "5354"));
        assertThat(GOT).containsExactly(5353, 5353, 5353, 5354, 5354, 5354);
    }

    static class Template {
        @ParameterizedTest
        @PacketSource("dns")
        void test(Udp4Frame frame) {
            GOT.add((frame.bytes()[36] & 0xff) << 8 | frame.bytes()[37] & 0xff);
        }

        static FrameTemplate<Udp4Frame> dns() {
            return each(FRAME).with(Udp4Frame::destinationPort, 5353, 5354).range(Udp4Frame::ttl, 1, 3);
        }
    }

    @Test
    void findsFactoriesElsewhereAndThoseOfEnclosingClasses() {
        assertThat(FixtureRun.of(Elsewhere.class).names()).hasSize(4);
    }

    static class Elsewhere extends Inherited {
        @ParameterizedTest
        @PacketSource({"OtherPackets#some", "io.bpftest.engine.junit.OtherPackets#some", "inherited"})
        void test(Packet packet) {}

        @Nested
        class Inside {
            @ParameterizedTest
            @PacketSource("inherited")
            void test(Packet packet) {}
        }
    }

    static class Inherited {
        static Stream<Frame<?>> inherited() {
            return Stream.of(FRAME);
        }
    }

    @Test
    void callsFactoriesOfASharedInstance() {
        assertThat(FixtureRun.of(OfTheInstance.class).names()).hasSize(1);
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OfTheInstance {
        private final Udp4Frame frame = FRAME;

        @ParameterizedTest
        @PacketSource("own")
        void test(Packet packet) {}

        Stream<Udp4Frame> own() {
            return Stream.of(frame);
        }
    }

    @Test
    void closesStreamsWhateverHappens() {
        FixtureRun.of(Closed.class);

        assertThat(CLOSED).containsExactlyInAnyOrder("failing", "empty", "broken");
    }

    static class Closed {
        @ParameterizedTest
        @PacketSource
        void failing(Packet packet) {
            throw new AssertionError("on purpose");
        }

        static Stream<Udp4Frame> failing() {
            return Stream.of(FRAME, FRAME).onClose(() -> CLOSED.add("failing"));
        }

        @ParameterizedTest
        @PacketSource
        void empty(Packet packet) {}

        static Stream<Udp4Frame> empty() {
            return Stream.<Udp4Frame>empty().onClose(() -> CLOSED.add("empty"));
        }

        @ParameterizedTest
        @PacketSource
        void broken(Packet packet) {}

        static Stream<Object> broken() {
            return Stream.<Object>of(FRAME, "no packet").onClose(() -> CLOSED.add("broken"));
        }
    }

    @Test
    void takesPacketsOnlyAsTheyAreNeeded() {
        FixtureRun.of(OneByOne.class).names();

        assertThat(GOT).containsExactly("made 1", "ran", "made 2", "ran");
    }

    static class OneByOne {
        @ParameterizedTest
        @PacketSource("made")
        void test(Packet packet) {
            GOT.add("ran");
        }

        static Stream<Udp4Frame> made() {
            return Stream.of(1, 2).map(n -> {
                GOT.add("made " + n);
                return FRAME;
            });
        }
    }

    @Test
    void runsProgramsThatAreInjectedBesideThePackets() {
        assertThat(FixtureRun.parallel(WithPrograms.class).names()).hasSize(2 * 20);
    }

    @BpfObject("maps.bpf.c")
    static class WithPrograms {

        @BpfMap
        KernelMap<Integer, Long> array;

        @ParameterizedTest
        @AllTtls
        void eachHasAFreshObject(Packet packet, XdpProgram program) {
            program.run(packet);
            assertThat(array.get(0)).isEqualTo(1);
        }

        @Nested
        class Inside {
            @ParameterizedTest
            @AllTtls
            void alsoWithin(Tcp4Frame packet, XdpProgram program) {
                program.run(packet);
                assertThat(array.get(0)).isEqualTo(1);
            }
        }
    }

    /** A team's own annotation. */
    @Retention(RetentionPolicy.RUNTIME)
    @PacketSource("OtherPackets#ttls")
    @interface AllTtls {}
}

final class OtherPackets {

    private OtherPackets() {}

    static Stream<Packet> some() {
        return Stream.of(udp4("203.0.113.7", 4000, "198.51.100.1", 53).build());
    }

    static FrameTemplate<Tcp4Frame> ttls() {
        return each(tcp4("203.0.113.7", 4000, "198.51.100.1", 80)).range(Tcp4Frame::ttl, 1, 20);
    }
}
