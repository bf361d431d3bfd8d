package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.PacketException;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SocketFilterRun;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BpfObject("verdicts.bpf.c")
class SocketFilterRunTest {

    @BpfProgram("accept")
    SocketFilterProgram program;

    @ParameterizedTest
    @CsvSource({"1, 1, 1 (accept)", "64, 64, 64 (accept)", "1000000, 1000000, 1000000 (accept)"})
    void theReturnValueIsTheAcceptedLength(int number, long length, String outcome) {
        SocketFilterRun run = program.run(Frames.asking(number));

        assertThat(run.acceptedLength()).isEqualTo(length);
        assertThat(run.accepts()).isTrue();
        assertThat(run.outcome()).isEqualTo(outcome);
    }

    @Test
    void zeroDropsThePacket() {
        SocketFilterRun run = program.run(Frames.asking(0));

        assertThat(run.acceptedLength()).isZero();
        assertThat(run.accepts()).isFalse();
        assertThat(run.outcome()).contains("drop");
    }

    @Test
    void theAcceptedLengthIsUnsigned() {
        SocketFilterRun run = program.run(Frames.asking(-1));

        assertThat(run.acceptedLength()).isEqualTo(0xffff_ffffL);
        assertThat(run.accepts()).isTrue();
        assertThat(run.outcome()).isEqualTo("4294967295 (accept)");
    }

    @Test
    void theEthernetHeaderComesOutAsItWentIn() {
        byte[] packet = withAddresses();

        assertThat(program.run(packet).output()).isEqualTo(packet);
    }

    @Test
    void theEthernetHeaderComesOutAsItWentInInACallersBufferToo() {
        byte[] packet = withAddresses();
        ByteBuffer output = ByteBuffer.allocateDirect(100).position(3);

        int returned = program.run(
                ByteBuffer.allocateDirect(80).position(5).put(packet).flip().position(5), output);

        byte[] written = new byte[output.remaining()];
        output.get(written);
        assertThat(returned).isEqualTo(42);
        assertThat(written).isEqualTo(packet);
    }

    @Test
    void anEthernetHeaderAloneIsTaken() {
        byte[] packet = Frames.ofLength(14);

        SocketFilterRun run = program.run(packet);

        assertThat(run.accepts()).isFalse();
        assertThat(run.output()).isEqualTo(packet);
    }

    @Test
    void lessThanAnEthernetHeaderIsRefused() {
        assertThatThrownBy(() -> program.run(new byte[13]))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("socket filter \"accept\"")
                .hasMessageContaining("at least 14 bytes");
    }

    private static byte[] withAddresses() {
        byte[] packet = Frames.asking(42);
        for (int i = 0; i < 12; i++) {
            packet[i] = (byte) (2 + i);
        }
        return packet;
    }
}
