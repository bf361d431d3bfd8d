package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.map.PerCpuMap;
import io.bpftest.program.XdpProgram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@BpfObject("maps.bpf.c")
class SumAssertionsTest {

    @BpfMap("percpu_hash")
    PerCpuMap<Integer, Integer> hash;

    @BpfMap("percpu_array")
    PerCpuMap<Integer, Long> array;

    @Test
    void sumsAreTheSameOnWhateverCpuAProgramRan(@BpfProgram XdpProgram count) {
        count.run(Frames.ofLength(64));
        count.run(Frames.ofLength(64));

        assertThat(array)
                .containsSum(0, 2)
                .containsSum(1, 0)
                .hasSum(2)
                .containsOnlySums(Map.of(0, 2L))
                .hasSize(2)
                .containsSum(0, 2);
    }

    @Test
    void anotherSumIsShownCpuByCpu() {
        List<Integer> values = new ArrayList<>(Collections.nCopies(hash.cpus(), 0));
        values.set(0, 5);
        hash.put(7, values);

        assertThatThrownBy(() -> assertThat(hash).containsSum(7, 6))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("Map \"percpu_hash\" has the sum 5 for 7, expected 6\n  holds   {7: " + values
                        + "}\n  CPUs    " + values);
        assertThatThrownBy(() -> assertThat(hash).hasSum(6)).hasMessage("""
                Map "percpu_hash" has the sum 5, expected 6
                  sums    {7=5}""");
    }

    @Test
    void aKeyThatIsNotThereHasNoSum() {
        assertThatThrownBy(() -> assertThat(hash).containsSum(7, 0))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Map \"percpu_hash\" has no key 7, expected it with the sum 0");
        assertThat(hash).hasSum(0).containsOnlySums(Map.of());
    }

    @Test
    void sumsThatDifferAreShownKeyByKey() {
        hash.putOnEachCpu(1, 1);
        array.putOnEachCpu(1, 2L);

        assertThatThrownBy(() -> assertThat(hash).containsOnlySums(Map.of(2, 1L)))
                .hasMessageContaining("does not hold exactly the expected sums")
                .hasMessageContaining("missing     2: 1")
                .hasMessageContaining("unexpected  1: " + hash.cpus());
        assertThat(array).containsOnlySums(Map.of(1, 2L * array.cpus()));
    }

    @Test
    void valuesThatAreNoNumbersHaveNoSum(@BpfMap("percpu_hash") PerCpuMap<Integer, byte[]> bytes) {
        hash.putOnEachCpu(1, 1);

        assertThatThrownBy(() -> assertThat(bytes).containsSum(1, 1)).isInstanceOf(ConversionException.class);
    }
}
