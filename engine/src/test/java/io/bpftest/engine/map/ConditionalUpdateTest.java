package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.Prefix;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BpfObject("maps.bpf.c")
class ConditionalUpdateTest {

    @BpfMap
    KernelMap<Integer, Long> hash;

    @BpfMap
    KernelMap<Integer, Long> array;

    @BpfMap
    LpmTrie<Integer> trie;

    @BpfMap("percpu_hash")
    PerCpuMap<Integer, Integer> perCpu;

    @Test
    void aKeyIsPutOnlyWhereItIsAbsent() {
        assertThat(hash.putIfAbsent(1, 10L)).isTrue();
        assertThat(hash.putIfAbsent(1, 11L)).isFalse();

        assertThat(hash).containsOnly(Map.of(1, 10L));
    }

    @Test
    void aKeyIsReplacedOnlyWhereItIsThere() {
        assertThat(hash.replace(1, 10L)).isFalse();
        assertThat(hash).isEmpty();

        hash.put(1, 10L);
        assertThat(hash.replace(1, 11L)).isTrue();
        assertThat(hash).containsOnly(Map.of(1, 11L));
    }

    @Test
    void puttingANewKeySaysThatItIsThereAlready() {
        hash.putNew(7, 1L);

        assertThatThrownBy(() -> hash.putNew(7, 2L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"hash\" (HASH) has the key 7 already")
                .hasMessageContaining("putIfAbsent");
        assertThat(hash.get(7)).isEqualTo(1);
    }

    @Test
    void puttingAnExistingKeySaysThatItIsMissing() {
        assertThatThrownBy(() -> hash.putExisting(-1, 2L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"hash\" (HASH) has no key 4294967295")
                .hasMessageContaining("replace");
        hash.put(-1, 1L);
        hash.putExisting(-1, 2L);
        assertThat(hash.get(-1)).isEqualTo(2);
    }

    @Test
    void anArrayHoldsEveryIndexSoNoneIsNew() {
        assertThat(array.putIfAbsent(0, 5L)).isFalse();
        assertThat(array.replace(0, 6L)).isTrue();
        assertThat(array.get(0)).isEqualTo(6);
        assertThatThrownBy(() -> array.putNew(0, 7L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("holds every index");
        assertThatThrownBy(() -> array.replace(4, 7L)).hasMessageContaining("has no such index");
    }

    @Test
    void aFullMapIsFullForConditionsToo() {
        hash.putAll(Map.of(1, 1L, 2, 2L, 3, 3L, 4, 4L));

        assertThat(hash.putIfAbsent(4, 5L)).isFalse();
        assertThatThrownBy(() -> hash.putIfAbsent(5, 5L)).hasMessageContaining("is full");
    }

    @Test
    void triesAndPerCpuMapsHaveThemToo() {
        assertThat(trie.replace(Prefix.of("10.0.0.0/8"), 1)).isFalse();
        assertThat(trie.putIfAbsent(Prefix.of("10.0.0.0/8"), 1)).isTrue();
        assertThat(trie.putIfAbsent(Prefix.of("10.0.0.0/8"), 2)).isFalse();
        assertThat(trie.replace(Prefix.of("10.0.0.0/8"), 3)).isTrue();
        assertThat(trie.get("10.0.0.0/8")).isEqualTo(3);

        assertThat(perCpu.replace(1, Collections.nCopies(perCpu.cpus(), 1))).isFalse();
        assertThat(perCpu.putIfAbsent(1, Collections.nCopies(perCpu.cpus(), 1))).isTrue();
        assertThat(perCpu.putIfAbsent(1, Collections.nCopies(perCpu.cpus(), 2))).isFalse();
        assertThat(perCpu.sum(1)).isEqualTo(perCpu.cpus());
    }
}
