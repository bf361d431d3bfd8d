package io.bpftest.engine.map;

import io.bpftest.engine.codec.BytesCodec;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What packets may be compared with by way of a map: the keys that it has, and the values of a small array. */
public final class MapTexts {

    /** How many keys of a map are given, and how many bytes an array may have. */
    private static final int MOST = 1024;

    private static final Set<MapType> KEYED =
            EnumSet.of(MapType.HASH, MapType.LRU_HASH, MapType.PERCPU_HASH, MapType.LRU_PERCPU_HASH, MapType.LPM_TRIE);

    private MapTexts() {}

    /**
     * Gives keys or values as their bytes; none of a kind of map that packets are not looked up in.
     *
     * @param cpus how many CPUs are possible
     */
    public static List<byte[]> of(MapTarget target, int cpus) {
        MapInfo info = target.info();
        boolean keyed = KEYED.contains(info.type());
        boolean small = info.type() == MapType.ARRAY && (long) info.maxEntries() * info.valueSize() <= MOST;
        if (!keyed && !small) {
            return List.of();
        }
        int valueSize = info.type().isPerCpu() ? Scratch.align(info.valueSize()) * cpus : info.valueSize();
        List<byte[]> texts = new ArrayList<>();
        try {
            new TypedMap<>(
                            target,
                            new BytesCodec(CType.ofSize(info.keySize())),
                            new BytesCodec(CType.ofSize(valueSize)))
                    .forEach((key, value) -> {
                        if (texts.size() < MOST) {
                            texts.add(keyed ? key : value);
                        }
                    });
        } catch (MapAccessException e) {
            return List.of(); // a map that only programs read: there are other sources of constants
        }
        return texts;
    }
}
