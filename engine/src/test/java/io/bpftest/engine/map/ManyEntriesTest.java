package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More entries than one system call reads or writes. */
class ManyEntriesTest {

    private static final int MANY = 20_000;

    private LoadedObject object;

    @BeforeEach
    void load() {
        ObjectSpec spec = Bpf.open("src/test/bpf/maps.bpf.c");
        for (String map : List.of("hash", "array", "percpu_hash", "percpu_array", "trie")) {
            spec.map(map).maxEntries(MANY);
        }
        object = spec.load();
    }

    @AfterEach
    void close() {
        object.close();
    }

    @Test
    void aHashIsWrittenReadAndClearedWhole() {
        KernelMap<Integer, Long> hash = object.map("hash", Integer.class, Long.class);
        Map<Integer, Long> entries = numbers();

        hash.putAll(entries);

        assertThat(hash.toMap()).isEqualTo(entries);
        assertThat(hash.size()).isEqualTo(MANY);
        assertThat(hash.state(1).more()).isEqualTo(MANY - 1);
        hash.clear();
        assertThat(hash.size()).isZero();
    }

    @Test
    void anArrayIsWrittenReadAndClearedWhole() {
        KernelMap<Integer, Long> array = object.map("array", Integer.class, Long.class);
        Map<Integer, Long> entries = numbers();

        array.putAll(entries);

        assertThat(array.toMap()).isEqualTo(entries);
        array.clear();
        assertThat(array.toMap()).hasSize(MANY).containsValue(0L);
        assertThat(array.state(0).more()).isZero();
    }

    @Test
    void perCpuMapsAreWrittenAndReadWhole() {
        PerCpuMap<Integer, Integer> hash = object.perCpuMap("percpu_hash", Integer.class, Integer.class);
        PerCpuMap<Integer, Long> array = object.perCpuMap("percpu_array", Integer.class, Long.class);
        Map<Integer, List<Integer>> inHash = new HashMap<>();
        Map<Integer, List<Long>> inArray = new HashMap<>();
        numbers().forEach((key, value) -> {
            inHash.put(key, Collections.nCopies(hash.cpus(), value.intValue()));
            inArray.put(key, Collections.nCopies(array.cpus(), value));
        });

        hash.putAll(inHash);
        array.putAll(inArray);

        assertThat(hash.toMap()).isEqualTo(inHash);
        assertThat(array.toMap()).isEqualTo(inArray);
    }

    @Test
    void aTrieIsWrittenReadAndClearedWhole() {
        LpmTrie<Integer> trie = object.lpmTrie("trie", Integer.class);
        Map<Prefix, Integer> entries = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            entries.put(new Prefix(32, new byte[] {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i}), i);
        }

        trie.putAll(entries);

        assertThat(trie.toMap()).isEqualTo(entries);
        assertThat(trie.size()).isEqualTo(MANY);
        trie.clear();
        assertThat(trie.isEmpty()).isTrue();
    }

    @Test
    void whatSeesTheEntriesMayUseTheMap() {
        KernelMap<Integer, Long> hash = object.map("hash", Integer.class, Long.class);
        hash.putAll(numbers());
        Map<Integer, Long> seen = new HashMap<>();

        hash.forEach((key, value) -> {
            assertThat(hash.get(key)).isEqualTo(value);
            hash.put(key, -value);
            seen.put(key, value);
        });

        assertThat(seen).isEqualTo(numbers());
        assertThat(hash.get(MANY - 1)).isEqualTo(1 - MANY);
    }

    @Test
    void whatAFullMapTookStaysAndTheRestIsRefused() {
        KernelMap<Integer, Long> hash = object.map("hash", Integer.class, Long.class);
        Map<Integer, Long> tooMany = numbers();
        tooMany.put(-1, 1L);

        assertThatThrownBy(() -> hash.putAll(tooMany))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("is full")
                .hasMessageContaining("at most " + MANY);
        assertThat(hash.size()).isEqualTo(MANY);
    }

    /** Entries whose hashes share a bucket come together, so a read has to make room for them. */
    @Test
    void valuesOfWhichFewFitAreReadWholeAllTheSame() {
        try (LoadedObject large = Bpf.open("src/test/bpf/large_values.bpf.c").load()) {
            KernelMap<Integer, byte[]> pages = large.map("pages", Integer.class, byte[].class);
            for (int key = 0; key < 64; key++) {
                byte[] page = new byte[100_000];
                page[99_999] = (byte) key;
                pages.put(key, page);
            }
            List<Integer> seen = new ArrayList<>();
            pages.forEach((key, page) -> {
                assertThat(page[99_999]).isEqualTo(key.byteValue());
                seen.add(key);
            });

            assertThat(seen).hasSize(64).doesNotHaveDuplicates();
            pages.clear();
            assertThat(pages.isEmpty()).isTrue();
        }
    }

    private static Map<Integer, Long> numbers() {
        Map<Integer, Long> numbers = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            numbers.put(i, (long) i);
        }
        return numbers;
    }
}
