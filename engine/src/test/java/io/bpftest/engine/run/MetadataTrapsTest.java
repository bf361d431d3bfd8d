package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much metadata a kernel takes in front of an XDP packet, which differs, and which it does not tell. */
@BpfObject("traps.bpf.c")
class MetadataTrapsTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    // struct xdp_md
    private static final int CONTEXT_SIZE = 24;
    private static final int DATA = 0;
    private static final int DATA_END = 4;

    @BpfProgram("ends_of_metadata")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Test
    void aProgramReadsAndWritesTheFirstAndTheLastByteOfAsMuchMetadataAsTheKernelTakes() {
        int most = most();
        byte[] metadata = XdpRunTest.pattern(most);
        metadata[0] = 11;
        metadata[most - 1] = 22;

        var run = program.run(FRAME, xdpOptions().metadata(metadata));

        assertThat(most).as("before Linux 6.4, recent, or between").isIn(32, 216, 252);
        assertThat(seen)
                .containsEntry(0, 11)
                .containsEntry(1, 22)
                .containsEntry(2, most)
                .containsEntry(3, 64);
        metadata[0]++;
        metadata[most - 1]++;
        assertThat(run).passes().isUnchanged().hasMetadata(metadata);
    }

    @Test
    void metadataOfMoreThanTheKernelTakesIsRefusedAsTheOptionThatItIs() {
        int most = most();
        if (most < 252) {
            assertThat(bare(most + 4)).isEqualTo(Errno.EINVAL);
            assertThatThrownBy(() -> program.run(FRAME, xdpOptions().metadata(new byte[most + 4])))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("XDP program \"ends_of_metadata\" cannot run with these options")
                    .hasMessageContaining("found     " + (most + 4) + " bytes of metadata; the kernel says EINVAL")
                    .hasMessageContaining("at most 216 bytes");
        }
        assertThat(bare(256)).isEqualTo(Errno.EINVAL);
        assertThatThrownBy(() -> xdpOptions().metadata(new byte[256]))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("256 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 31, 215})
    void metadataThatIsNoMultipleOf4IsInvalid(int length) {
        assertThat(bare(length)).isEqualTo(Errno.EINVAL);

        assertThatThrownBy(() -> xdpOptions().metadata(new byte[length]))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining(length + " bytes")
                .hasMessageContaining("a multiple of 4");
    }

    @Test
    void whereAQueueOrMetadataMayBeToBlameBothAreNamed() {
        assertThatThrownBy(() -> program.run(
                        FRAME,
                        xdpOptions().ingressInterface("lo").receiveQueue(1).metadata(new byte[36])))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("receive queue 1 of interface 1, or 36 bytes of metadata");
    }

    @Test
    void aLongPacketIsBlamedWhereTheKernelIsOutOfFragments() {
        assertThatThrownBy(() -> program.run(new byte[80_000], xdpOptions().metadata(new byte[36])))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("80000 bytes");
    }

    private int most() {
        int most = 0;
        for (int length = 4; length <= 252; length += 4) {
            most = bare(length) == null ? length : most;
        }
        return most;
    }

    private @Nullable Errno bare(int metadata) {
        byte[] both = new byte[metadata + FRAME.length];
        return BareRun.of(program)
                .packet(both)
                .context(CONTEXT_SIZE, DATA, metadata, DATA_END, both.length)
                .run();
    }
}
