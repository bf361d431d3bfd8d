package io.bpftest.engine.junit;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.PacketProperty;
import io.bpftest.engine.Golden;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.PacketSourceException;
import io.bpftest.packet.Captures;
import io.bpftest.packet.PacketText;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Packet;

/** Runs properties as users write them, and looks at what they are told. */
class PacketPropertyTest {

    private static final Path FOUND = Golden.inModule("src/test/resources/io/bpftest/engine/junit/found");

    private final Golden golden = new Golden().normalise("target/bpf-test/\\S+", "<report>");

    @BeforeEach
    @AfterEach
    void forgetFoundPackets() throws IOException {
        if (Files.isDirectory(FOUND)) {
            for (Path file : Files.list(FOUND).toList()) {
                Files.delete(file);
            }
            Files.delete(FOUND);
        }
    }

    private static Path found(String name) {
        return FOUND.resolve("PacketPropertyTest." + name + ".pcap");
    }

    @Test
    void runsTheBodyOnManyPacketsAsOneTest() {
        Holds.PACKETS.clear();
        Holds.prepared = 0;

        assertThat(FixtureRun.of(Holds.class).names()).containsExactly("200 generated packets");
        assertThat(Holds.PACKETS).hasSizeGreaterThan(190);
        assertThat(Holds.prepared).isEqualTo(1);
        assertThat(FOUND).doesNotExist();
    }

    @BpfObject("pairs.bpf.c")
    static class Holds {
        static final Set<String> PACKETS = new HashSet<>();
        static int prepared;

        @BeforeEach
        void prepare() {
            prepared++;
        }

        @PacketProperty(tries = 200, seed = 1)
        void neverAborts(@BpfProgram("flag") XdpProgram filter, Packet packet) {
            PACKETS.add(packet.toString());
            assertThat(filter.run(packet).returnValue()).isPositive();
        }
    }

    @Test
    void keepsTheSmallestPacketThatFailsAndRunsItFirstNextTime() {
        golden.matches("property/found", FixtureRun.of(Drops.class).failure());

        List<byte[]> kept = Captures.readBytes(found("Drops.drops"));
        assertThat(kept).hasSize(1);
        assertThat(PacketText.summary(kept.get(0))).contains("> 5353").doesNotContain("vlan");

        golden.matches("property/found-before", FixtureRun.of(Drops.class).failure());
        assertThat(Captures.readBytes(found("Drops.drops"))).hasSize(1);
    }

    @BpfObject("pairs.bpf.c")
    static class Drops {
        @BpfProgram("udp_port")
        XdpProgram filter;

        @PacketProperty(tries = 10_000, seed = 3)
        void drops(byte[] packet) {
            assertThat(filter.run(packet)).passes();
        }
    }

    @Test
    void theSettingForSeedsGoesBeforeTheAnnotation() {
        assertThat(FixtureRun.of(Drops.class, Map.of("bpftest.seed", "99"))
                        .failure()
                        .getMessage())
                .contains("-Dbpftest.seed=99");
    }

    @Test
    void tellsWhenAPacketFailsOnlyAfterOthers() {
        golden.matches("property/sequence", FixtureRun.of(Budget.class).failure());
        assertThat(FOUND).doesNotExist();
    }

    @BpfObject("pairs.bpf.c")
    static class Budget {
        @PacketProperty(tries = 20, seed = 1)
        void lasts(Packet packet, @BpfProgram("first_five") XdpProgram filter) {
            assertThat(filter.run(packet)).passes();
        }
    }

    @Test
    void exceptionsFailAPropertyToo() {
        Throwable failure = FixtureRun.of(Throws.class).failure();

        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("IllegalStateException: long");
        assertThat(failure.getCause()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(Captures.readBytes(found("Throws.takesShortOnes")).get(0)).hasSize(101);
    }

    @BpfObject("pairs.bpf.c")
    static class Throws {
        @PacketProperty(seed = 1)
        void takesShortOnes(byte[] packet) {
            if (packet.length > 100) {
                throw new IllegalStateException("long");
            }
        }
    }

    @Test
    void assumptionsDiscardPackets() {
        Assumes.seen.clear();

        assertThat(FixtureRun.of(Assumes.class).testsRun()).isEqualTo(1);
        assertThat(Assumes.seen).isNotEmpty().allMatch(length -> length > 60);
    }

    static class Assumes {
        static List<Integer> seen = new ArrayList<>();

        @PacketProperty(tries = 300, seed = 1)
        void longOnes(byte[] packet) {
            assumeTrue(packet.length > 60);
            seen.add(packet.length);
        }
    }

    @Test
    void failsWhereAllPacketsAreDiscarded() {
        golden.fails("property/discarded", PacketSourceException.class, () -> {
            throw FixtureRun.of(AssumesNothing.class).failure();
        });
    }

    static class AssumesNothing {
        @PacketProperty(tries = 30)
        void never(byte[] packet) {
            assumeTrue(packet.length < 14);
        }
    }

    @Test
    void needsAParameterForPackets() {
        golden.fails("property/no-packet", PacketSourceException.class, () -> {
            throw FixtureRun.of(TakesNone.class).failure();
        });
    }

    static class TakesNone {
        @PacketProperty
        void nothing() {}
    }

    @Test
    void needsItsCorpus() {
        assertThat(FixtureRun.of(NoCorpus.class).failure())
                .isExactlyInstanceOf(FileMissingException.class)
                .hasMessageContaining("The capture \"nowhere.pcap\"");
    }

    static class NoCorpus {
        @PacketProperty(corpus = "nowhere.pcap")
        void changed(Packet packet) {}
    }

    @Test
    void needsATryAndOneSeedAtMost() {
        assertThat(FixtureRun.of(NoTries.class).failure())
                .isExactlyInstanceOf(PacketSourceException.class)
                .hasMessageContaining("0 tries, 2 seeds");
    }

    static class NoTries {
        @PacketProperty(
                tries = 0,
                seed = {1, 2})
        void none(Packet packet) {}
    }
}
