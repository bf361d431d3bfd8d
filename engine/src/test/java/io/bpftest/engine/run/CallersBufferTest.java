package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

@BpfObject("resize.bpf.c")
class CallersBufferTest {

    @BpfProgram("xdp_resize")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Long> runs;

    @Test
    @BpfConstant(name = "grow_tail", value = "10")
    void thePacketLiesBetweenPositionAndLimitAndTheOutputBeginsAtItsPosition() {
        byte[] bytes = XdpRunTest.pattern(64);
        ByteBuffer packet =
                ByteBuffer.allocateDirect(100).position(7).put(bytes).flip();
        packet.position(7);
        ByteBuffer output = ByteBuffer.allocateDirect(200).position(5);

        program.run(packet, output);

        assertThat(packet.position()).isEqualTo(7);
        assertThat(packet.limit()).isEqualTo(71);
        assertThat(output.position()).isEqualTo(5);
        assertThat(output.limit()).isEqualTo(5 + 74);
        assertThat(bytesOf(output)).isEqualTo(program.run(bytes).output());
        assertThat(output.get(4)).isZero();
    }

    @Test
    void bothWaysOfRunningGiveTheSame() {
        byte[] bytes = XdpRunTest.pattern(300);
        ByteBuffer output = ByteBuffer.allocateDirect(300);

        int returned = program.run(direct(bytes), output);
        XdpRun run = program.run(bytes);

        assertThat(returned).isEqualTo(run.returnValue());
        assertThat(bytesOf(output)).isEqualTo(run.output());
    }

    @Test
    void aBufferMayBeSlicedReadOnlyAndUsedAgain() {
        byte[] bytes = XdpRunTest.pattern(64);
        ByteBuffer large = ByteBuffer.allocateDirect(300);
        ByteBuffer packet = large.slice(100, 64).put(bytes).flip().asReadOnlyBuffer();
        ByteBuffer output = large.slice(200, 64);

        for (int i = 0; i < 3; i++) {
            program.run(packet, output.clear());
            assertThat(bytesOf(output)).isEqualTo(bytes);
        }
        assertThat(runs.get(0)).isEqualTo(3);
    }

    @Test
    void anOutputWithNothingRemainingTakesNoPacketAndStaysAsItIs() {
        ByteBuffer output = ByteBuffer.allocateDirect(100);
        output.position(40).limit(40);

        int returned = program.run(direct(Frames.ofLength(64)), output);

        assertThat(returned).isEqualTo(3);
        assertThat(output.position()).isEqualTo(40);
        assertThat(output.limit()).isEqualTo(40);
        assertThat(bytesOf(output.clear())).containsOnly(0);
        assertThat(program.run(direct(Frames.ofLength(64)), ByteBuffer.allocateDirect(0)))
                .isEqualTo(3);
    }

    @Test
    @BpfConstant(name = "grow_tail", value = "100")
    void anOutputThatDoesNotFitSaysItsSizeAndTheProgramRanOnce() {
        ByteBuffer output = ByteBuffer.allocateDirect(200).limit(163);

        assertThatThrownBy(() -> program.run(direct(Frames.ofLength(64)), output))
                .isInstanceOf(OutputTooSmallException.class)
                .hasMessageContaining("164 bytes of output; return value 3")
                .hasMessageContaining("at least 164 bytes remaining");
        assertThat(runs.get(0)).isEqualTo(1);
        assertThat(output.limit()).isEqualTo(163);
        assertThat(output.limit(200).get(163)).isZero();

        program.run(direct(Frames.ofLength(64)), output.limit(164));
        assertThat(runs.get(0)).isEqualTo(2);
    }

    @Test
    void buffersThatTheKernelCannotReachAreRefusedBeforeTheProgramRuns() {
        ByteBuffer direct = direct(Frames.ofLength(64));
        ByteBuffer heap = ByteBuffer.wrap(Frames.ofLength(64));

        assertThatThrownBy(() -> program.run(heap, direct))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allocateDirect");
        assertThatThrownBy(() -> program.run(direct, heap))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allocateDirect");
        assertThat(runs.get(0)).isZero();
    }

    @Test
    void anOutputThatMayNotBeWrittenIsRefusedBeforeTheProgramRuns() {
        ByteBuffer output = ByteBuffer.allocateDirect(64);

        assertThatThrownBy(() -> program.run(direct(XdpRunTest.pattern(64)), output.asReadOnlyBuffer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("read-only");
        assertThat(bytesOf(output)).containsOnly(0);
        assertThat(runs.get(0)).isZero();
    }

    @Test
    void aPacketWithoutAWholeEthernetHeaderIsRefused() {
        ByteBuffer packet = direct(Frames.ofLength(64)).position(51);

        assertThatThrownBy(() -> program.run(packet, ByteBuffer.allocateDirect(64)))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("13 bytes");
        assertThat(runs.get(0)).isZero();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
