package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpLiveOptions.liveOn;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import io.bpftest.error.RunRefusedException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpLiveRun;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Live frames (Linux 5.18). */
@BpfObject("live.bpf.c")
class LiveFramesTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @BpfMap
    KernelMap<Integer, Integer> target;

    @ParameterizedTest
    @EnumSource(
            value = XdpVerdict.class,
            names = {"ABORTED", "DROP", "PASS", "TX"})
    void eachVerdictIsCounted(
            XdpVerdict verdict, @BpfProgram(value = "xdp_verdict", object = "verdicts.bpf.c") XdpProgram verdicts)
            throws Exception {
        OwnNetwork.with(network -> {
            XdpLiveRun run = verdicts.runLive(
                    Frames.asking(verdict.ordinal()), liveOn("near").frames(3));

            assertThat(run.passed()).isEqualTo(verdict == XdpVerdict.PASS ? 3 : 0);
            assertThat(run.refused()).as("a peer without XDP").isEqualTo(verdict == XdpVerdict.TX ? 3 : 0);
            assertThat(run.dropped()).isEqualTo(verdict == XdpVerdict.DROP || verdict == XdpVerdict.ABORTED ? 3 : 0);
            assertThat(run.redirected()).isZero();
        });
    }

    @Test
    void framesOfAllVerdictsAreToldApartAcrossBatches(
            @BpfProgram("takes_turns") XdpProgram program, @BpfProgram("arrives") XdpProgram arrives) throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable attached = network.attach(arrives, "far")) {
                target.put(0, network.index("near"));

                XdpLiveRun run =
                        program.runLive(FRAME, liveOn("near").frames(4000).batchSize(256));

                assertThat(run.frames()).isEqualTo(4000);
                assertThat(run.outcome())
                        .isEqualTo("passed 1000, redirected 2000, refused 0, dropped 1000 of 4000 frames");
            }
        });
    }

    @Test
    void framesReallyLeaveByTheInterface(
            @BpfProgram(value = "xdp_verdict", object = "verdicts.bpf.c") XdpProgram verdicts,
            @BpfProgram("arrives") XdpProgram arrives)
            throws Exception {
        OwnNetwork.with(network -> {
            try (AutoCloseable attached = network.attach(arrives, "far")) {
                XdpLiveRun run = verdicts.runLive(
                        Frames.asking(XdpVerdict.TX.ordinal()), liveOn("near").frames(8));

                assertThat(run.redirected()).isEqualTo(8);
                awaitArrivals(8);
            }
        });
    }

    @Test
    void theProgramSeesInterfaceAndMetadataAndQueueZero(@BpfProgram("reads") XdpProgram reads) throws Exception {
        OwnNetwork.with(network -> {
            reads.runLive(FRAME, liveOn("far").metadata(new byte[] {1, 2, 3, 4}));

            assertThat(seen)
                    .containsEntry(0, network.index("far"))
                    .containsEntry(1, 64)
                    .containsEntry(2, 0x04030201)
                    .containsEntry(3, 0);
        });
    }

    @Test
    void recycledFramesKeepWhatTheProgramWrote(@BpfProgram("rewrites") XdpProgram rewrites) {
        XdpLiveRun run = rewrites.runLive(FRAME, liveOn("lo").frames(1000));

        assertThat(run.dropped()).isEqualTo(1000);
        assertThat(seen.get(1)).as("the last frame as the program left it").isGreaterThan(1);
        assertThat(run.input()).as("the packet that went in").isEqualTo(Frames.ofLength(64));
    }

    @Test
    void whatAllFramesPrintIsTheRuns(@BpfProgram("prints") XdpProgram prints) {
        assertThat(prints.runLive(FRAME, liveOn("lo").frames(70)).printk())
                .isEqualTo(IntStream.range(0, 70).mapToObj(i -> "frame " + i).toList());
    }

    @Test
    void oneRunsCountersAreNotTheNextOnes(
            @BpfProgram("reads") XdpProgram reads, @BpfProgram("redirects") XdpProgram to) {
        XdpLiveRun redirected = to.runLive(FRAME, liveOn("lo"));
        XdpLiveRun dropped = reads.runLive(FRAME, liveOn("lo"));

        assertThat(redirected.refused()).isEqualTo(1);
        assertThat(dropped.refused()).isZero();
        assertThat(dropped.dropped()).isEqualTo(1);
    }

    @Test
    void aBatchOutsideTheKernelsLimitsIsRefusedBeforeTheRun() {
        assertThat(liveOn("lo").batchSize(256).batchSize()).isEqualTo(256);
        for (int size : new int[] {0, 257}) {
            assertThatThrownBy(() -> liveOn("lo").batchSize(size))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("batches of " + size)
                    .hasMessageContaining("1 to 256");
        }
        assertThatThrownBy(() -> liveOn("lo").frames(0))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("0 frames");
    }

    @Test
    void anInterfaceThatDoesNotExistIsRefused(@BpfProgram("reads") XdpProgram reads) {
        assertThatThrownBy(() -> liveOn("nope0"))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("\"nope0\"");
        assertThatThrownBy(() -> liveOn(0)).isInstanceOf(RunOptionException.class);
        assertThatThrownBy(() -> reads.runLive(FRAME, liveOn(99_999)))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("interface 99999")
                .hasMessageContaining("ENODEV");
    }

    @ParameterizedTest
    @ValueSource(ints = {3600, 9000})
    void aPacketThatNeedsFragmentsIsRefused(int length, @BpfProgram("reads") XdpProgram reads) {
        assertThat(reads.runLive(Frames.ofLength(3300), liveOn("lo")).dropped()).isEqualTo(1);
        assertThatThrownBy(() -> reads.runLive(new byte[length], liveOn("lo")))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining(length + " bytes of packet")
                .hasMessageContaining("no fragments");
    }

    @Test
    void aPacketWithoutAWholeEthernetHeaderIsRefused(@BpfProgram("reads") XdpProgram reads) {
        assertThatThrownBy(() -> reads.runLive(new byte[13], liveOn("lo")))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("13 bytes");
    }

    @Test
    void aProgramOfADevmapsEntryIsToldToHaveNoTestRun(@BpfProgram("of_a_map") XdpProgram program) {
        assertThatThrownBy(() -> program.runLive(FRAME, liveOn("lo")))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("section xdp/devmap");
    }

    /** The other end takes frames in when the kernel gets to it: after the run, at times. */
    private void awaitArrivals(int expected) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (seen.get(3) < expected && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(seen).containsEntry(3, expected);
    }
}
