package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.PacketException;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Frame;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to XDP packets that go on in fragments behind their linear page (Linux 5.18). */
@BpfObject("traps.bpf.c")
class FragmentTrapsTest {

    private static final Frame<?> JUMBO =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payloadOfZeros(8958);

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @ParameterizedTest
    @CsvSource({"3000, 3000", "4096, 0", "9000, 0", "65535, 0"})
    void aProgramThatKnowsNoFragmentsRunsOnThemTooAndSeesTheLinearPartOnly(
            int length, int linear, @BpfProgram("linear") XdpProgram program) {
        byte[] packet = XdpRunTest.pattern(length);

        XdpRun run = program.run(packet);

        packet[14]++;
        assertThat(run).transmits().hasOutput(packet);
        assertThat(seen).containsEntry(0, 1).containsEntry(2, length);
        if (linear == 0) {
            assertThat(seen.get(1)).as("data_end - data").isBetween(3000, 3700);
        } else {
            assertThat(seen).containsEntry(1, linear);
        }
    }

    @Test
    void dataEndOfTheContextInIsTheWholePacketWhileTheProgramsIsTheLinearPart(
            @BpfProgram("multi_buffer") XdpProgram program) {
        byte[] packet = JUMBO.bytes();
        byte[] metadata = {1, 2, 3, 4, 5, 6, 7, 8};

        XdpRun run = program.run(packet, xdpOptions().ingressInterface("lo").metadata(metadata));

        assertThat(packet).hasSize(9000);
        packet[14]++;
        assertThat(run).hasMetadata(metadata).hasOutput(packet);
        assertThat(seen).containsEntry(2, 9000);
        assertThat(seen.get(1)).isBetween(3000, 3700);
    }

    /** Helpers reach the first 64 KiB, whatever the packet holds ({@code bpf_xdp_pointer}). */
    @Test
    void aProgramThatKnowsFragmentsReachesTheLastByte(@BpfProgram("last_byte") XdpProgram program) {
        byte[] packet = XdpRunTest.pattern(65_536);

        XdpRun run = program.run(packet);

        assertThat(seen).containsEntry(3, packet[65_535] & 0xff);
        byte[] expected = packet.clone();
        expected[65_535]++;
        assertThat(run).passes().hasOutput(expected);
    }

    @Test
    void aPacketThatNeedsMoreThan17FragmentsIsEnomem(@BpfProgram("linear") XdpProgram program) {
        byte[] packet = new byte[80_000];
        assertThat(BareRun.of(program).packet(packet).run()).isEqualTo(Errno.ENOMEM);

        assertThatThrownBy(() -> program.run(packet))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("80000 bytes")
                .hasMessageContaining("17 fragments hold, some 70 KB");
        assertThat(seen).containsEntry(0, 0);
    }

    @Test
    void anOutputSmallerThanTheFragmentsIsEnospcAndTheKernelTellsNoSize(@BpfProgram("linear") XdpProgram program) {
        byte[] packet = JUMBO.bytes();
        BareRun bare = BareRun.of(program).packet(packet).output(100);
        assertThat(bare.run()).isEqualTo(Errno.ENOSPC);
        seen.put(0, 0);

        assertThatThrownBy(() -> program.run(direct(packet), ByteBuffer.allocateDirect(100)))
                .isInstanceOf(OutputTooSmallException.class)
                .hasMessageContaining(
                        bare.outputSize() == 100 ? "more than 100 bytes of output" : "9000 bytes of output");
        assertThat(seen).as("one run").containsEntry(0, 1);

        assertThatThrownBy(() -> program.run(direct(packet), ByteBuffer.allocateDirect(8999)))
                .isInstanceOf(OutputTooSmallException.class)
                .hasMessageContaining("9000 bytes of output; return value 3");
        ByteBuffer whole = ByteBuffer.allocateDirect(9000);
        program.run(direct(packet), whole);
        assertThat(whole.remaining()).isEqualTo(9000);
    }

    @Test
    void metadataAndPacketTogetherFillTheLinearPart(@BpfProgram("last_byte") XdpProgram program) {
        for (int length = 3200; length < 3800; length += 7) {
            byte[] packet = XdpRunTest.pattern(length);

            byte[] output =
                    program.run(packet, xdpOptions().metadata(new byte[32])).output();

            packet[length - 1]++;
            assertThat(Arrays.equals(output, packet))
                    .as("a packet of " + length)
                    .isTrue();
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
