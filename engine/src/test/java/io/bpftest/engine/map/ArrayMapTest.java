package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("maps.bpf.c")
class ArrayMapTest {

    @BpfMap
    KernelMap<Integer, Long> array;

    @Test
    void everyIndexExistsFromTheBeginningAndIsZero() {
        assertThat(array.toMap()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L));
        assertThat(array.keys()).containsExactly(0, 1, 2, 3);
        assertThat(array.size()).isEqualTo(4);
        assertThat(array.isEmpty()).isFalse();
        assertThat(array.containsKey(3)).isTrue();
    }

    @Test
    void whatWasPutIsReadBack() {
        array.put(0, 5L);
        array.put(3, -1L);

        assertThat(array.toMap()).isEqualTo(Map.of(0, 5L, 1, 0L, 2, 0L, 3, -1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 1000, -1})
    void anIndexBeyondTheEndHasNoValueAndTakesNone(int index) {
        assertThat(array.get(index)).isNull();
        assertThat(array.containsKey(index)).isFalse();
        assertThatThrownBy(() -> array.put(index, 1L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"array\" (ARRAY) has no such index")
                .hasMessageContaining("0 to 3");
    }

    @Test
    void entriesCannotBeRemoved() {
        array.put(1, 5L);

        assertThatThrownBy(() -> array.remove(1))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Entries of an array cannot be removed: map \"array\"")
                .hasMessageContaining("put a zero");
        assertThat(array.get(1)).isEqualTo(5);
    }

    @Test
    void clearingSetsEveryEntryToZero() {
        array.putAll(Map.of(0, 1L, 1, 2L, 2, 3L, 3, 4L));

        array.clear();

        assertThat(array.toMap()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L));
    }
}
