package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BpfObject("maps.bpf.c")
class HashMapTest {

    @BpfMap
    KernelMap<Integer, Long> hash;

    @BpfMap
    KernelMap<Integer, Integer> lru;

    @Test
    void aNewMapIsEmpty() {
        assertThat(hash.isEmpty()).isTrue();
        assertThat(hash.size()).isZero();
        assertThat(hash.toMap()).isEmpty();
        assertThat(hash.keys()).isEmpty();
        assertThat(hash.get(1)).isNull();
        assertThat(hash.containsKey(1)).isFalse();
    }

    @Test
    void whatWasPutIsReadBack() {
        hash.put(1, 10L);
        hash.putAll(Map.of(2, 20L, -3, 0L));

        assertThat(hash.get(1)).isEqualTo(10);
        assertThat(hash.get(-3)).isZero();
        assertThat(hash.containsKey(2)).isTrue();
        assertThat(hash.containsKey(3)).isFalse();
        assertThat(hash.keys()).containsExactlyInAnyOrder(1, 2, -3);
        assertThat(hash.toMap()).isEqualTo(Map.of(1, 10L, 2, 20L, -3, 0L));
        assertThat(hash.size()).isEqualTo(3);
        assertThat(hash.isEmpty()).isFalse();
    }

    @Test
    void puttingAKeyAgainReplacesItsValue() {
        hash.put(1, 10L);
        hash.put(1, 11L);

        assertThat(hash.toMap()).isEqualTo(Map.of(1, 11L));
    }

    @Test
    void removingTellsWhetherThereWasAKey() {
        hash.put(1, 10L);

        assertThat(hash.remove(1)).isTrue();
        assertThat(hash.remove(1)).isFalse();
        assertThat(hash.isEmpty()).isTrue();
    }

    @Test
    void clearingRemovesEveryEntry() {
        hash.putAll(Map.of(1, 1L, 2, 2L, 3, 3L, 4, 4L));

        hash.clear();

        assertThat(hash.toMap()).isEmpty();
        hash.clear();
        assertThat(hash.size()).isZero();
    }

    @Test
    void copiesDoNotFollowTheMapNorChangeIt() {
        hash.put(1, 10L);
        Map<Integer, Long> copy = hash.toMap();

        hash.put(1, 11L);
        copy.put(2, 20L);

        assertThat(copy).isEqualTo(Map.of(1, 10L, 2, 20L));
        assertThat(hash.toMap()).isEqualTo(Map.of(1, 11L));
    }

    @Test
    void aFullMapSaysHowManyKeysItTakes() {
        hash.putAll(Map.of(1, 1L, 2, 2L, 3, 3L, 4, 4L));

        assertThatThrownBy(() -> hash.put(5, 5L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"hash\" (HASH) is full")
                .hasMessageContaining("at most 4 keys")
                .hasMessageContaining("max_entries");
        hash.put(4, 40L);
        assertThat(hash.size()).isEqualTo(4);
        assertThat(hash.get(4)).isEqualTo(40);
    }

    @Test
    void aFullLruMapMakesRoomForTheNewestKey() {
        for (int key = 0; key < 100; key++) {
            lru.put(key, -key);
            assertThat(lru.get(key)).isEqualTo(-key);
        }
        assertThat(lru.size()).isBetween(1L, 2L);
        assertThat(lru.keys()).contains(99);

        assertThat(lru.remove(99)).isTrue();
        lru.clear();
        assertThat(lru.isEmpty()).isTrue();
    }

    @Test
    void theMapSaysWhatItIs() {
        assertThat(hash.info()).isEqualTo(new MapInfo("hash", 1, 4, 8, 4));
        assertThat(hash.info().type()).isEqualTo(MapType.HASH);
        assertThat(lru.info().type()).isEqualTo(MapType.LRU_HASH);
        assertThat(hash).hasToString("map \"hash\"");
    }
}
