package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.map.KernelMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LruRestoreTest {

    private static final int SIZE = 1_000;

    @Test
    void anLruMapThatIsNotFullReturnsWhole() {
        ObjectSpec spec = Bpf.open("src/test/bpf/maps.bpf.c");
        spec.map("lru").maxEntries(SIZE);
        try (LoadedObject object = spec.load()) {
            KernelMap<Integer, Integer> lru = object.map("lru", Integer.class, Integer.class);
            for (int key = 0; key < SIZE * 6 / 10; key++) {
                lru.put(key, key);
            }
            Map<Integer, Integer> before = lru.toMap();
            LoadedObject.Checkpoint checkpoint = object.checkpoint();
            for (int round = 1; round <= 20; round++) {
                for (int key = 0; key < SIZE * 9 / 10; key++) {
                    lru.put(SIZE * round + key, key);
                }
                checkpoint.restore();
                assertThat(lru).containsOnly(before);
            }
        }
    }
}
