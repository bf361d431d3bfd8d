package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hash, LRU hash and array; also what the other kinds have in common with them. */
public class TypedMap<K, V> implements KernelMap<K, V>, LiveMap {

    private final MapTarget target;
    private final Codec<K> keys;
    private final Codec<V> values;
    private final MapCalls calls;
    private final int keySize;

    /** Makes the handle of a map; the codecs' sizes are the map's. */
    public TypedMap(MapTarget target, Codec<K> keys, Codec<V> values) {
        this.target = target;
        this.keys = keys;
        this.values = values;
        this.calls = new MapCalls(target);
        this.keySize = Scratch.align(keys.size());
    }

    @Override
    public final MapTarget target() {
        return target;
    }

    @Override
    public final MapInfo info() {
        return target.info();
    }

    @Override
    public @Nullable V get(K key) {
        long address = scratch();
        keys.encode(key, address);
        long value = address + keySize;
        return calls.lookup(address, value) ? values.decode(value) : null;
    }

    @Override
    public final void put(K key, V value) {
        long address = scratch();
        keys.encode(key, address);
        values.encode(value, address + keySize);
        calls.update(address, address + keySize);
    }

    @Override
    public final boolean remove(K key) {
        long address = scratch();
        keys.encode(key, address);
        return calls.delete(address);
    }

    @Override
    public final Map<K, V> toMap() {
        Map<K, V> entries = new LinkedHashMap<>();
        new Walk().forEach((key, value) -> entries.put(keys.decode(key), values.decode(value)));
        return entries;
    }

    @Override
    public final K keyAsRead(K key) {
        return keys.asRead(key);
    }

    @Override
    public final V valueAsRead(V value) {
        return values.asRead(value);
    }

    @Override
    public final long size() {
        if (info().type().isArray()) {
            return Integer.toUnsignedLong(info().maxEntries());
        }
        long[] count = {0};
        new Walk().forEachKey(key -> count[0]++);
        return count[0];
    }

    @Override
    public final void clear() {
        if (info().type().isArray()) {
            long address = scratch();
            NativeMemory.clear(address + keySize, values.size());
            new Walk().forEachKey(key -> calls.update(key, address + keySize));
        } else {
            long key = scratch();
            for (long step = 0; step < calls.mostSteps() && calls.next(0, key); step++) {
                calls.delete(key);
            }
        }
    }

    @Override
    public final MapState state(int limit) {
        boolean array = info().type().isArray();
        List<MapState.Entry> entries = new ArrayList<>();
        long[] more = {0};
        new Walk().forEach((key, value) -> {
            if (array && isZero(value)) {
                return;
            }
            if (entries.size() < limit) {
                entries.add(new MapState.Entry(keys.text(keys.decode(key)), values.text(values.decode(value))));
            } else {
                more[0]++;
            }
        });
        return new MapState(info().name(), array, entries, more[0]);
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    final Codec<K> keyCodec() {
        return keys;
    }

    final Codec<V> valueCodec() {
        return values;
    }

    final MapCalls calls() {
        return calls;
    }

    /** Room for a key, a value and a second key, in this order. */
    final long scratch() {
        return Scratch.of(2L * keySize + Scratch.align(values.size()));
    }

    private boolean isZero(long value) {
        for (int i = 0; i < values.size(); i++) {
            if (NativeMemory.getByte(value + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** One pass over the map; what it calls must not use this thread's scratch. */
    final class Walk {

        /** Takes an entry as the addresses of its key and value. */
        interface Step {
            void at(long key, long value);
        }

        /** Takes a key by its address. */
        interface KeyStep {
            void at(long key);
        }

        void forEach(Step step) {
            forEachKey(key -> {
                long value = scratch() + keySize;
                if (calls.lookup(key, value)) {
                    step.at(key, value);
                }
            });
        }

        void forEachKey(KeyStep step) {
            long first = scratch();
            long second = first + keySize + Scratch.align(values.size());
            long key = 0;
            long next = first;
            for (long count = 0; count < calls.mostSteps() && calls.next(key, next); count++) {
                step.at(next);
                key = next;
                next = key == first ? second : first;
            }
        }
    }
}
