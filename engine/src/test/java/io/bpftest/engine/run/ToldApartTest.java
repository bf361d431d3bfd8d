package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Golden;
import io.bpftest.packet.PacketGenerator;
import io.bpftest.program.XdpProgram;
import java.util.Iterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs of filters that differ in one constant are told apart by generated packets, whatever the seed. */
class ToldApartTest {

    private static final int SEEDS = 20;
    private static final int MOST_TRIES = 10_000;

    private static LoadedObject pairs;

    @BeforeAll
    static void load() {
        pairs = Bpf.open(Golden.inModule("src/test/bpf/pairs.bpf.c")).load();
        pairs.lpmTrie("wide", Integer.class).put("10.111.0.0/20", 1);
        pairs.lpmTrie("narrow", Integer.class).put("10.111.0.0/21", 1);
    }

    @AfterAll
    static void close() {
        pairs.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp_port", "tcp_range", "flag", "urgent", "prefix", "swapped", "offset", "overlap", "lpm"})
    void byOneConstant(String name, TestReporter reporter) {
        XdpProgram one = pairs.program(name, XdpProgram.class);
        XdpProgram other = pairs.program(name + "_other", XdpProgram.class);
        PacketGenerator generator =
                PacketGenerator.protocols().dictionary(one.dictionary()).dictionary(other.dictionary());
        int most = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            most = Math.max(most, tries(one, other, generator.seed(seed)));
        }
        reporter.publishEntry(name, "told apart within " + most + " tries");
        assertThat(most).isLessThanOrEqualTo(MOST_TRIES);
    }

    private static int tries(XdpProgram one, XdpProgram other, PacketGenerator generator) {
        Iterator<byte[]> packets = generator.stream().limit(MOST_TRIES).iterator();
        int tries = 0;
        while (packets.hasNext()) {
            tries++;
            byte[] packet = packets.next();
            if (one.run(packet).returnValue() != other.run(packet).returnValue()) {
                return tries;
            }
        }
        return MOST_TRIES + 1;
    }
}
