package io.bpftest.engine.map;

import io.bpftest.map.MapType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** How each kind of map is remembered and put back; the kinds that are not here cannot be. */
public final class MapContents {

    private static final Map<MapType, BiFunction<MapTarget, Context, MapContent>> KINDS = new EnumMap<>(MapType.class);

    static {
        add(
                (target, context) -> new EntryContent(target, context.cpus),
                MapType.HASH,
                MapType.LRU_HASH,
                MapType.RHASH,
                MapType.ARRAY,
                MapType.PERCPU_HASH,
                MapType.LRU_PERCPU_HASH,
                MapType.PERCPU_ARRAY,
                MapType.LPM_TRIE);
        add((target, context) -> new QueueContent(target), MapType.QUEUE, MapType.STACK);
        add(
                (target, context) -> new SlotContent(target),
                MapType.PROG_ARRAY,
                MapType.DEVMAP,
                MapType.DEVMAP_HASH,
                MapType.CPUMAP);
        add(
                (target, context) -> new SocketContent(target),
                MapType.SOCKMAP,
                MapType.SOCKHASH,
                MapType.REUSEPORT_SOCKARRAY,
                MapType.XSKMAP);
        add(
                (target, context) -> new InnerContent(target, context.inner.get(), context.cpus),
                MapType.ARRAY_OF_MAPS,
                MapType.HASH_OF_MAPS);
        add((target, context) -> EventLog.of(target).content(), MapType.RINGBUF, MapType.PERF_EVENT_ARRAY);
    }

    private MapContents() {}

    private record Context(int cpus, Supplier<InnerMaps> inner) {}

    private static void add(BiFunction<MapTarget, Context, MapContent> maker, MapType... kinds) {
        for (MapType kind : kinds) {
            KINDS.put(kind, maker);
        }
    }

    /** The kinds of maps that can be put back as they were. */
    public static Set<MapType> restorable() {
        return KINDS.keySet();
    }

    /**
     * Remembers what a map of a restorable kind holds.
     *
     * @param cpus how many CPUs are possible
     * @param inner gives a map of maps' inner maps; is asked for such maps only
     */
    public static MapContent of(MapTarget target, int cpus, Supplier<InnerMaps> inner) {
        BiFunction<MapTarget, Context, MapContent> maker =
                KINDS.get(target.info().type());
        if (maker == null) {
            throw new IllegalArgumentException(target.info().toString());
        }
        return maker.apply(target, new Context(cpus, inner));
    }
}
