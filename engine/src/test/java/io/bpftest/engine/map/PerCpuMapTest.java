package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.error.ConversionException;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.PerCpuMap;
import io.bpftest.program.XdpProgram;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@BpfObject("maps.bpf.c")
class PerCpuMapTest {

    @BpfMap("percpu_hash")
    PerCpuMap<Integer, Integer> hash;

    @BpfMap("percpu_array")
    PerCpuMap<Integer, Long> array;

    private final int cpus = Kernel.possibleCpus();

    @Test
    void eachCpuKeepsItsOwnValueInTheOrderOfTheCpus() {
        List<Long> values =
                LongStream.range(0, cpus).map(cpu -> cpu * 100 + 1).boxed().toList();

        array.put(1, values);

        assertThat(array.get(1)).isEqualTo(values);
        assertThat(array.sum(1))
                .isEqualTo(values.stream().mapToLong(Long::longValue).sum());
        assertThat(array.get(0)).isEqualTo(Collections.nCopies(cpus, 0L));
    }

    @Test
    void valuesSmallerThanEightBytesAreNotMixedUp() {
        hash.putOnEachCpu(7, -1);
        hash.putOnEachCpu(8, 3);

        assertThat(hash.get(7)).isEqualTo(Collections.nCopies(cpus, -1));
        assertThat(hash.get(8)).isEqualTo(Collections.nCopies(cpus, 3));
        assertThat(hash.sum(8)).isEqualTo(3L * cpus);
    }

    @Test
    void sumsAreThoseOfTheCNumbersWhateverTheJavaType() {
        hash.putOnEachCpu(1, -1);
        hash.putOnEachCpu(2, 0);
        array.putOnEachCpu(1, 5L);

        assertThat(hash.sum(1)).isEqualTo(4_294_967_295L * cpus);
        assertThat(hash.sums()).isEqualTo(Map.of(1, 4_294_967_295L * cpus, 2, 0L));
        assertThat(array.sums()).isEqualTo(Map.of(1, 5L * cpus));
    }

    @Test
    void aProgramChangesTheValueOfItsCpuOnly(@BpfProgram XdpProgram count) {
        array.putOnEachCpu(0, 10L);

        count.run(Frames.ofLength(64));

        assertThat(array.sum(0)).isEqualTo(10L * cpus + 1);
        assertThat(array.get(0)).containsOnlyOnce(11L);
    }

    @Test
    void hashesTakeAndLoseKeysAndArraysDoNot() {
        assertThat(hash.isEmpty()).isTrue();
        hash.putOnEachCpu(1, 1);
        assertThat(hash.keys()).containsExactly(1);
        assertThat(hash.size()).isEqualTo(1);
        assertThat(hash.remove(1)).isTrue();
        assertThat(hash.remove(1)).isFalse();
        assertThat(hash.get(1)).isNull();

        assertThat(array.size()).isEqualTo(2);
        assertThatThrownBy(() -> array.remove(1))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("cannot be removed");
        assertThatThrownBy(() -> array.putOnEachCpu(2, 1L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("0 to 1");
    }

    @Test
    void clearingEmptiesHashesAndZeroesArrays() {
        hash.putOnEachCpu(1, 1);
        array.putOnEachCpu(1, 1L);

        hash.clear();
        array.clear();

        assertThat(hash.toMap()).isEmpty();
        assertThat(array.toMap().values()).containsOnly(Collections.nCopies(cpus, 0L));
    }

    @Test
    void aFullHashSaysHowManyKeysItTakes() {
        for (int key = 0; key < 4; key++) {
            hash.putOnEachCpu(key, key);
        }
        assertThatThrownBy(() -> hash.putOnEachCpu(4, 4))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"percpu_hash\" (PERCPU_HASH) is full")
                .hasMessageContaining("at most 4 keys");
    }

    @Test
    void anotherNumberOfValuesThanCpusIsRefused() {
        for (int number : new int[] {0, cpus - 1, cpus + 1}) {
            assertThatThrownBy(() -> array.put(0, Collections.nCopies(number, 1L)))
                    .isInstanceOf(ConversionException.class)
                    .hasMessageContaining(number + " values")
                    .hasMessageContaining(cpus + " values")
                    .hasMessageContaining("putOnEachCpu");
        }
        assertThat(array.sum(0)).isZero();
    }

    @Test
    void theSumOfAKeyThatIsNotThereIsZero() {
        assertThat(hash.sum(1)).isZero();
    }

    @Test
    void valuesThatAreNoNumbersHaveNoSum(@BpfMap("percpu_array") PerCpuMap<Integer, byte[]> bytes) {
        bytes.putOnEachCpu(0, new byte[8]);

        assertThatThrownBy(() -> bytes.sum(0))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("map \"percpu_array\" cannot be added")
                .hasMessageContaining("byte[]");
    }

    @Test
    void thereAreAsManyValuesAsPossibleCpus() {
        assertThat(array.cpus()).isEqualTo(cpus).isPositive();
        assertThat(array.get(0)).hasSize(cpus);
    }
}
