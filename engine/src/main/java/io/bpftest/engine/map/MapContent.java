package io.bpftest.engine.map;

import io.bpftest.engine.codec.BytesCodec;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import java.util.EnumSet;
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
    }
}
