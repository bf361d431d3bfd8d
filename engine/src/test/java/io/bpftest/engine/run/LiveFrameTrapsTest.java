package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpLiveOptions.liveOn;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.LiveFrames;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.LiveFrameCounts;
import io.bpftest.program.ProgramType;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

/** What a user of the bare system call falls into with live frames (Linux 5.18). */
@BpfObject("traps.bpf.c")
class LiveFrameTrapsTest {

    private static final byte[] FRAME = Frames.ofLength(64);
    private static final int LIVE = 1 << 1;
    private static final int LOOPBACK = 1;

    // struct xdp_md
    private static final int CONTEXT_SIZE = 24;
    private static final int DATA_END = 4;

    @BpfProgram("linear")
    XdpProgram program;

    @BpfProgram("redirects")
    XdpProgram redirects;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Test
    void aBatchOfMoreThan256IsE2big() {
        assertThat(live(FRAME).batch(257).run()).isEqualTo(Errno.E2BIG);
        assertThat(live(FRAME).batch(256).run()).isNull();

        assertThatThrownBy(() -> liveOn("lo").batchSize(257)).hasMessageContaining("1 to 256");
    }

    @Test
    void aBatchWithoutLiveFramesIsInvalid() {
        assertThat(BareRun.of(program).packet(FRAME).batch(1).run()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void thereIsNoOutputOfPacketOrContext() {
        assertThat(live(FRAME).output(64).run()).isEqualTo(Errno.EINVAL);
        assertThat(live(FRAME).contextOut().run()).isEqualTo(Errno.EINVAL);

        assertThat(program.runLive(FRAME, liveOn("lo")).frames()).isEqualTo(1);
        assertThat(seen).as("the frame did run").containsEntry(0, 1);
    }

    @Test
    void thereIsNoVerdict() {
        BareRun run = live(FRAME);
        assertThat(run.run()).isNull();
        assertThat(run.returnValue()).as("it was XDP_TX").isZero();

        assertThat(program.runLive(FRAME, liveOn("lo")))
                .as("lo sends no XDP frames")
                .hasRefused(1);
    }

    @Test
    void thereAreNoFragments() {
        byte[] jumbo = Frames.ofLength(9000);
        assertThat(live(jumbo).run()).isEqualTo(Errno.EINVAL);

        assertThatThrownBy(() -> program.runLive(jumbo, liveOn("lo")))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("9000 bytes of packet")
                .hasMessageContaining("no fragments");
        assertThat(seen).containsEntry(0, 0);
    }

    @Test
    void liveFramesAreForXdpOnlyAndAKernelThatDoesNotKnowThemIsToldSo() {
        try (TrialProgram other = TrialProgram.load(ProgramType.SCHED_CLS)) {
            assertThat(BareRun.of(other.fd()).packet(FRAME).flags(LIVE).run()).isEqualTo(Errno.EINVAL);

            // A TC program is refused as any program is by a kernel before 5.18.
            XdpHandle handle = new XdpHandle(other.target("xdp"));
            assertThatThrownBy(() -> handle.runLive(FRAME, liveOn("lo")))
                    .isInstanceOf(FeatureMissingException.class)
                    .hasMessageContaining("no live frames for trial program")
                    .hasMessageContaining("Linux 5.18 or newer");
        }
    }

    @Test
    void aPlainRunNeverTellsItsRedirectWhichOneLiveFrameDoes() {
        LiveFrames plain = LiveFrames.start(((LoadedHandle) redirects).fd(), LOOPBACK);
        assertThat(redirects.run(FRAME)).redirects();
        LiveFrameCounts counts = plain.stop().get();
        assertThat(counts.redirected() + counts.refused()).isZero();
        assertThat(counts.firstTarget()).isEmpty();

        assertThat(redirects.redirectTarget(FRAME)).isPresent();
    }

    private BareRun live(byte[] packet) {
        return BareRun.of(program)
                .packet(packet)
                .context(CONTEXT_SIZE, DATA_END, packet.length)
                .flags(LIVE);
    }
}
