package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.MapType;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

@BpfObject("queues.bpf.c")
class QueueMapTest {

    @BpfMap
    KernelQueue<Integer> queue;

    @BpfMap
    KernelQueue<Integer> stack;

    @Test
    void aQueueGivesTheOldestFirst() {
        push(queue, 1, 2, 3);

        assertThat(queue.peek()).isEqualTo(1);
        assertThat(queue.pop()).isEqualTo(1);
        assertThat(queue.popAll()).containsExactly(2, 3);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.info().type()).isEqualTo(MapType.QUEUE);
    }

    @Test
    void aStackGivesTheNewestFirst() {
        push(stack, 1, 2, 3);

        assertThat(stack.peek()).isEqualTo(3);
        assertThat(stack.pop()).isEqualTo(3);
        assertThat(stack.popAll()).containsExactly(2, 1);
        assertThat(stack.info().type()).isEqualTo(MapType.STACK);
    }

    @Test
    void anEmptyOneHasNothingToGive() {
        assertThat(queue.pop()).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.popAll()).isEmpty();
        stack.clear();
        assertThat(stack.isEmpty()).isTrue();
    }

    @Test
    void aFullOneSaysHowManyValuesItTakes() {
        push(queue, 1, 2, 3);

        assertThatThrownBy(() -> queue.push(4))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"queue\" (QUEUE) is full")
                .hasMessageContaining("at most 3 values")
                .hasMessageContaining("pushOverOldest");
        assertThat(queue.popAll()).containsExactly(1, 2, 3);
    }

    @Test
    void theOldestMakesRoomWhereAskedTo() {
        push(queue, 1, 2, 3);
        push(stack, 1, 2, 3);

        queue.pushOverOldest(4);
        stack.pushOverOldest(4);

        assertThat(queue.popAll()).containsExactly(2, 3, 4);
        assertThat(stack.popAll()).containsExactly(4, 3, 2);
    }

    @Test
    void aProgramTakesAndGivesValues(@BpfProgram XdpProgram move) {
        push(queue, 7, 8);

        assertThat(move.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.PASS);
        assertThat(move.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.PASS);
        assertThat(move.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.DROP);

        assertThat(queue.isEmpty()).isTrue();
        assertThat(stack.popAll()).containsExactly(8, 7);
    }

    @Test
    void aReaderIsShownTheNextValue() {
        assertThat(queue.state(5)).hasToString("queue {}");
        push(queue, -1, 2);
        assertThat(queue.state(5)).hasToString("queue {next: 4294967295}");
        assertThat(queue).hasToString("map \"queue\"");
    }

    @Test
    void aValueThatDoesNotFitIsRefused(@BpfMap("queue") KernelQueue<Long> longs) {
        assertThatThrownBy(() -> longs.push(1L << 32)).isInstanceOf(ConversionException.class);
        assertThat(queue.isEmpty()).isTrue();
    }

    private static void push(KernelQueue<Integer> map, int... values) {
        for (int value : values) {
            map.push(value);
        }
        assertThat(List.of(map.info().keySize())).containsExactly(0);
    }
}
