package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import io.bpftest.program.XdpVerdict;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that go on in fragments behind their linear page (Linux 5.18). */
@BpfObject("resize.bpf.c")
class JumboPacketTest {

    /** {@code MAX_SKB_FRAGS} pages behind the linear one, as Linux is built by default. */
    private static final int FRAGMENTS = 17;

    @BpfProgram("xdp_frags")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Long> runs;

    @ParameterizedTest
    @ValueSource(ints = {3000, 3520, 3521, 4096, 9000, 65535, 65536})
    void aPacketInFragmentsComesBackWholeAndUnchanged(int length) {
        byte[] packet = XdpRunTest.pattern(length);

        XdpRun run = program.run(packet);

        assertThat(run.verdict()).isEqualTo(XdpVerdict.TX);
        assertThat(run.output()).isEqualTo(packet);
    }

    @Test
    void theLargestPacketTheKernelTakesComesBackWholeAndALargerOneIsRefused() {
        int largest = largest();
        byte[] packet = XdpRunTest.pattern(largest);

        assertThat(largest).isGreaterThan(FRAGMENTS * 4096);
        assertThat(program.run(packet).output()).isEqualTo(packet);
        assertThatThrownBy(() -> program.run(new byte[largest + 1]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining(largest + 1 + " bytes")
                .hasMessageContaining("17 fragments");
    }

    @Test
    void aJumboPacketRunsIntoACallersBufferToo() {
        byte[] bytes = XdpRunTest.pattern(9000);
        ByteBuffer packet = ByteBuffer.allocateDirect(9000).put(bytes).flip();
        ByteBuffer output = ByteBuffer.allocateDirect(10000);

        program.run(packet, output);

        byte[] written = new byte[output.remaining()];
        output.get(written);
        assertThat(written).isEqualTo(bytes);
    }

    @Test
    @BpfConstant(name = "grow_tail", value = "300")
    void aPacketGrownInItsLastFragmentComesOutWholeAfterOneRun() {
        byte[] packet = XdpRunTest.pattern(9000);

        assertThat(program.run(packet).output()).isEqualTo(Arrays.copyOf(packet, 9300));
        assertThat(runs.get(0)).isEqualTo(1);
    }

    /** The most that one linear page and its fragments hold depends on the kernel's headroom: found by halving. */
    private int largest() {
        int taken = 9000;
        int refused = 1 << 20;
        while (refused - taken > 1) {
            int length = (taken + refused) >>> 1;
            try {
                program.run(new byte[length]);
                taken = length;
            } catch (PacketException e) {
                refused = length;
            }
        }
        return taken;
    }
}
