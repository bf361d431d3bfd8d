package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Golden;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two builds of one source whose programs decide alike, and count otherwise. */
class MapAgreementTest {

    private static final List<Udp4Frame> PACKETS = Collections.nCopies(3, udp4("10.0.0.1", 1, "10.0.0.2", 53));

    @Test
    void comparesWhatMapsHoldAfterwardsOrAfterEachPacket() {
        Golden golden = new Golden().normalise("target/bpf-test/\\S+", "<report>");
        try (LoadedObject one =
                        Bpf.open(Golden.inModule("src/test/bpf/pairs.bpf.c")).load();
                LoadedObject two = Bpf.open(Golden.inModule("src/test/bpf/pairs.bpf.c"), "-DSTEP=2")
                        .load()) {
            XdpProgram counts = one.program("count", XdpProgram.class);
            XdpProgram countsMore = two.program("count", XdpProgram.class);

            assertThat(counts).agreesWith(countsMore).on(PACKETS);
            golden.failsOnAScreen("agreement/maps", () -> assertThat(counts)
                    .agreesWith(countsMore)
                    .comparingMaps("seen")
                    .on(PACKETS));
            golden.failsOnAScreen("agreement/maps-after-each", () -> assertThat(counts)
                    .agreesWith(countsMore)
                    .comparingMapsAfterEach("seen")
                    .on(PACKETS));
        }
    }

    @Test
    void findsMapsThatHoldTheSameInTwoObjects() {
        try (LoadedObject one =
                        Bpf.open(Golden.inModule("src/test/bpf/pairs.bpf.c")).load();
                LoadedObject two =
                        Bpf.open(Golden.inModule("src/test/bpf/pairs.bpf.c")).load()) {
            assertThat(one.program("count", XdpProgram.class))
                    .agreesWith(two.program("count", XdpProgram.class))
                    .comparingMapsAfterEach("seen", "wide")
                    .on(PACKETS);
        }
    }
}
