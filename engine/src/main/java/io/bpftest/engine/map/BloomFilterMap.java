package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.map.BloomFilter;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;

/** Bloom filters: the kernel's commands for entries, with no key, and a lookup that reads the value it is given. */
public final class BloomFilterMap<V> implements BloomFilter<V>, LiveMap {

    private static final long NO_KEY = 0;

    private final MapTarget target;
    private final Codec<V> values;
    private final MapCalls calls;

    /** Makes the handle of a map; the codec's size is that of the map's values. */
    public BloomFilterMap(MapTarget target, Codec<V> values) {
        this.target = target;
        this.values = values;
        this.calls = new MapCalls(target);
    }

    @Override
    public MapTarget target() {
        return target;
    }

    @Override
    public MapInfo info() {
        return target.info();
    }

    @Override
    public void add(V value) {
        calls.update(NO_KEY, encoded(value));
    }

    @Override
    public boolean mightContain(V value) {
        return calls.lookup(NO_KEY, encoded(value));
    }

    @Override
    public MapState state(int limit) {
        return new OpaqueMap(target).state(limit);
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    private long encoded(V value) {
        long address = Scratch.of(values.size());
        values.encode(value, address);
        return address;
    }
}
