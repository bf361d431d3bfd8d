package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

@BpfObject("events.bpf.c")
class UserRingBufferTest {

    @BpfMap
    UserRingBuffer<Integer> requests;

    @BpfMap
    KernelQueue<Integer> taken;

    @BpfProgram("drain")
    XdpProgram drain;

    @Test
    void aProgramTakesOutWhatATestSent(@BpfMap("requests") UserRingBuffer<byte[]> bytes) {
        requests.send(7);
        requests.send(8);
        bytes.send(new byte[] {1, 0, 0, 0, 9});
        assertThat(taken.isEmpty()).isTrue();

        drain.run(Frames.ofLength(64));

        assertThat(taken.popAll()).containsExactly(7, 8, 1);
    }

    @Test
    void aFullBufferSaysThatItHasToBeDrained() {
        byte[] packet = Frames.ofLength(64);
        for (int i = 0; i < 256; i++) {
            requests.send(i);
        }

        assertThatThrownBy(() -> requests.send(256))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"requests\" (USER_RINGBUF) has no room for a sample of 4 bytes")
                .hasMessageContaining("drain");
        drain.run(packet);
        requests.send(256);
    }

    @Test
    void aReaderIsToldThatTheContentIsNotShown() {
        assertThat(requests.state(5).toString()).contains("USER_RINGBUF").contains("not shown");
    }
}
