package io.bpftest.engine.map;

import io.bpftest.engine.codec.BytesCodec;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import java.util.LinkedHashMap;
import java.util.Map;

/** The entries of hashes, arrays and tries, as bytes. */
final class EntryContent implements MapContent {

    private static final int MOST_ROUNDS = 10;

    private final TypedMap<byte[], byte[]> map;
    private final Map<byte[], byte[]> entries;

    EntryContent(MapTarget target, int cpus) {
        MapInfo info = target.info();
        int valueSize = info.type().isPerCpu() ? Scratch.align(info.valueSize()) * cpus : info.valueSize();
        this.map = new TypedMap<>(
                target, new BytesCodec(CType.ofSize(info.keySize())), new BytesCodec(CType.ofSize(valueSize)));
        this.entries = map.toMap();
    }

    @Override
    public void restore() {
        if (!map.info().type().isArray()) {
            map.clear();
        }
        map.putAll(entries);
        for (int round = 0; isLru() && !missing().isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new MapAccessException(new Problem(
                        "Map \"" + map.info().name() + "\" cannot be restored to what it held",
                        missing().size() + " of " + entries.size() + " entries were evicted again",
                        "an LRU map that is not nearly full",
                        "raise max_entries for the test, or use lifecycle PER_METHOD"));
            }
            map.putAll(missing());
        }
    }

    /** An LRU map may evict before it is full: its free entries are dealt out to the CPUs. */
    private boolean isLru() {
        MapType type = map.info().type();
        return type == MapType.LRU_HASH || type == MapType.LRU_PERCPU_HASH;
    }

    private Map<byte[], byte[]> missing() {
        Map<byte[], byte[]> missing = new LinkedHashMap<>(entries);
        missing.keySet().removeIf(map::containsKey);
        return missing;
    }
}
