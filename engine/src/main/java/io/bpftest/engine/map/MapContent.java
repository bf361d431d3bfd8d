package io.bpftest.engine.map;

import io.bpftest.engine.codec.BytesCodec;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a map held, as bytes, to be put back. */
public final class MapContent {

    /** The kinds that can be emptied and filled again entry by entry. */
    private static final Set<MapType> RESTORABLE = EnumSet.of(
            MapType.HASH,
            MapType.LRU_HASH,
            MapType.ARRAY,
            MapType.PERCPU_HASH,
            MapType.LRU_PERCPU_HASH,
            MapType.PERCPU_ARRAY,
            MapType.LPM_TRIE);

    private static final int MOST_ROUNDS = 10;

    private final TypedMap<byte[], byte[]> map;
    private final Map<byte[], byte[]> entries;

    private MapContent(TypedMap<byte[], byte[]> map) {
        this.map = map;
        this.entries = map.toMap();
    }

    /** Tells whether maps of this kind can be put back as they were. */
    public static boolean isRestorable(MapType type) {
        return RESTORABLE.contains(type);
    }

    /** Remembers what a map holds. */
    public static MapContent of(MapTarget target, int cpus) {
        MapInfo info = target.info();
        int valueSize = info.type().isPerCpu() ? Scratch.align(info.valueSize()) * cpus : info.valueSize();
        return new MapContent(new TypedMap<>(
                target, new BytesCodec(CType.ofSize(info.keySize())), new BytesCodec(CType.ofSize(valueSize))));
    }

    /** Puts it back: what was added since goes, what was changed or removed returns. */
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
