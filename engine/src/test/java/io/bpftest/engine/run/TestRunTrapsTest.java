package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.PacketException;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a user of the bare system call falls into with XDP: first the trap is shown, then that it is avoided. */
@BpfObject("traps.bpf.c")
class TestRunTrapsTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    // struct xdp_md
    private static final int CONTEXT_SIZE = 24;
    private static final int DATA = 0;
    private static final int DATA_END = 4;
    private static final int DATA_META = 8;
    private static final int INGRESS = 12;
    private static final int QUEUE = 16;
    private static final int EGRESS = 20;

    @BpfProgram("linear")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Test
    void aRepeatOfTwoSwapsTheDispatcherAndEditsAddUpSoARunIsOne() {
        BareRun twice = BareRun.of(program).packet(FRAME).output(64).repeat(2);
        assertThat(twice.run()).isNull();
        assertThat(seen).containsEntry(0, 2);
        assertThat(twice.output(14, 15)).as("the same buffer, edited twice").containsExactly(2);

        seen.put(0, 0);
        assertThat(program.run(FRAME).output()[14]).isEqualTo((byte) 1);
        assertThat(seen).containsEntry(0, 1);
    }

    @Test
    void aPacketOf13BytesIsInvalid() {
        assertThat(BareRun.of(program).packet(new byte[13]).run()).isEqualTo(Errno.EINVAL);
        assertThat(BareRun.of(program).packet(new byte[14]).run()).isNull();

        assertThatThrownBy(() -> program.run(new byte[13]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("at least 14 bytes");
    }

    @Test
    void anOutputThatIsTooSmallIsEnospcButSizeAndReturnValueAreThere() {
        BareRun run = BareRun.of(program).packet(FRAME).output(20);
        assertThat(run.run()).isEqualTo(Errno.ENOSPC);
        assertThat(run.outputSize()).isEqualTo(64);
        assertThat(run.returnValue()).isEqualTo(XdpVerdict.TX.ordinal());

        assertThatThrownBy(() -> program.run(direct(FRAME), ByteBuffer.allocateDirect(20)))
                .isInstanceOf(OutputTooSmallException.class)
                .hasMessageContaining("64 bytes of output; return value 3");
    }

    @Test
    void anOutputSizeOfZeroWithABufferIsWrittenWithoutBounds() {
        BareRun run = BareRun.of(program).packet(FRAME).output(0);
        assertThat(run.run()).isNull();
        assertThat(run.output(12, 14))
                .as("written into a buffer of no size")
                .isEqualTo(new byte[] {(byte) 0x88, (byte) 0xb5});

        ByteBuffer memory = ByteBuffer.allocateDirect(64);
        program.run(direct(FRAME), memory.slice(0, 0));
        byte[] untouched = new byte[64];
        memory.get(untouched);
        assertThat(untouched).containsOnly(0);
    }

    @Test
    void aContextOfZerosMeansAPacketOfNoBytesOrIsRefused() {
        if (BareRun.of(program).packet(FRAME).context(CONTEXT_SIZE).run() != Errno.EINVAL) {
            assertThat(seen).containsEntry(1, 0);
        }

        assertThat(program.run(FRAME, xdpOptions())).transmits();
        assertThat(seen).containsEntry(1, 64);
    }

    @Test
    void dataIsTheLengthOfMetadataAndDataMetaAndEgressMustBeZero() {
        assertThat(bare(DATA, 4, DATA_END, 68)).isNull();
        assertThat(seen).containsEntry(1, 64);
        assertThat(bare(DATA, 0, DATA_END, 68, DATA_META, 4)).isEqualTo(Errno.EINVAL);
        assertThat(bare(DATA, 0, DATA_END, 68, EGRESS, 1)).isEqualTo(Errno.EINVAL);

        assertThat(program.run(FRAME, xdpOptions().metadata(new byte[4]))).hasMetadata(new byte[4]);
        assertThat(seen).containsEntry(1, 64);
    }

    @Test
    void aReceiveQueueNeedsAnIngressInterfaceAndAnUnknownOneIsEnodev() {
        assertThat(bare(DATA_END, 68, QUEUE, 1)).isEqualTo(Errno.EINVAL);
        assertThat(bare(DATA_END, 68, INGRESS, 99_999)).isEqualTo(Errno.ENODEV);

        // One of up to 255 gets an interface: see ReceiveQueueTest.
        assertThatThrownBy(() -> program.run(FRAME, xdpOptions().receiveQueue(256)))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("an ingress interface, whose queue it is");
        assertThatThrownBy(() -> program.run(FRAME, xdpOptions().ingressInterface(99_999)))
                .isInstanceOf(RunOptionException.class)
                .hasMessageContaining("ingress interface 99999");
    }

    @Test
    void theOutputBeginsAtTheMetadata(@BpfProgram("adds_metadata") XdpProgram adds) {
        BareRun run = BareRun.of(adds)
                .packet(FRAME)
                .output(128)
                .context(CONTEXT_SIZE, DATA_END, 64)
                .contextOut();
        assertThat(run.run()).isNull();
        assertThat(run.outputSize()).isEqualTo(68);
        assertThat(run.contextOut(DATA)).isEqualTo(4);

        assertThat(adds.run(FRAME)).isUnchanged().hasMetadata(new byte[] {1, 2, 3, 4});
    }

    @Test
    void aNameWithADotIsNotPermittedInBpffs() throws Exception {
        String script = "mount -t bpf none /sys/fs/bpf && cd /sys/fs/bpf && mkdir a_b && mkdir a.b; ls";
        Process shell = new ProcessBuilder("unshare", "-m", "sh", "-c", script)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains("Operation not permitted").contains("a_b\n");
        // Nothing is ever pinned, so no name of a test meets this: see PinnedMapTest.
    }

    private Errno bare(int... placesAndNumbers) {
        return BareRun.of(program)
                .packet(new byte[68])
                .context(CONTEXT_SIZE, placesAndNumbers)
                .run();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
