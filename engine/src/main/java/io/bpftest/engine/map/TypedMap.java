package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hash, LRU hash and array; also what the other kinds have in common with them. */
public class TypedMap<K, V> implements KernelMap<K, V>, LiveMap {

    private final MapTarget target;
    private final Codec<K> keys;
    private final Codec<V> values;
    private final MapCalls calls;
    private final Entries entries;
    private final int keySize;

    /** Makes the handle of a map; the codecs' sizes are the map's. */
    public TypedMap(MapTarget target, Codec<K> keys, Codec<V> values) {
        this.target = target;
        this.keys = keys;
        this.values = values;
        this.calls = new MapCalls(target);
        this.entries = new Entries(calls, keys.size(), values.size());
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
        long address = encoded(key);
        long value = address + keySize;
        return calls.lookup(address, value) ? values.decode(value) : null;
    }

    @Override
    public final void put(K key, V value) {
        long address = encoded(key, value);
        calls.update(address, address + keySize);
    }

    @Override
    public final boolean putIfAbsent(K key, V value) {
        long address = encoded(key, value);
        return calls.insert(address, address + keySize);
    }

    @Override
    public final boolean replace(K key, V value) {
        long address = encoded(key, value);
        return calls.overwrite(address, address + keySize);
    }

    @Override
    public final void putNew(K key, V value) {
        if (!putIfAbsent(key, value)) {
            throw calls.refusal().exists(keys.text(key));
        }
    }

    @Override
    public final void putExisting(K key, V value) {
        if (!replace(key, value)) {
            throw calls.refusal().missing(keys.text(key));
        }
    }

    @Override
    public final void putAll(Map<? extends K, ? extends V> all) {
        Iterator<? extends Map.Entry<? extends K, ? extends V>> each =
                all.entrySet().iterator();
        entries.writeAll(all.size(), (key, value) -> {
            Map.Entry<? extends K, ? extends V> entry = each.next();
            keys.encode(entry.getKey(), key);
            values.encode(entry.getValue(), value);
        });
    }

    @Override
    public final boolean remove(K key) {
        return calls.delete(encoded(key));
    }

    @Override
    public final Map<K, V> toMap() {
        Map<K, V> copy = new LinkedHashMap<>();
        forEach(copy::put);
        return copy;
    }

    @Override
    public final void forEach(BiConsumer<? super K, ? super V> action) {
        entries.forEach((key, value) -> action.accept(keys.decode(key), values.decode(value)));
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
        entries.forEach((key, value) -> count[0]++);
        return count[0];
    }

    @Override
    public final void clear() {
        if (info().type().isArray()) {
            int[] index = {0};
            entries.writeAll(Integer.toUnsignedLong(info().maxEntries()), (key, value) -> {
                NativeMemory.putInt(key, index[0]++);
                NativeMemory.clear(value, values.size());
            });
        } else {
            entries.removeAll();
        }
    }

    @Override
    public final MapState state(int limit) {
        boolean array = info().type().isArray();
        List<MapState.Entry> shown = new ArrayList<>();
        long[] more = {0};
        entries.forEach((key, value) -> {
            if (array && isZero(value)) {
                return;
            }
            if (shown.size() < limit) {
                shown.add(new MapState.Entry(keys.text(keys.decode(key)), values.text(values.decode(value))));
            } else {
                more[0]++;
            }
        });
        return new MapState(info().name(), array, shown, more[0]);
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    final Codec<K> keyCodec() {
        return keys;
    }

    final Entries entries() {
        return entries;
    }

    /** Writes a key to this thread's scratch, with room for a value behind it. */
    private long encoded(K key) {
        long address = Scratch.of((long) keySize + Scratch.align(values.size()));
        keys.encode(key, address);
        return address;
    }

    /** Writes a key and a value to this thread's scratch. */
    private long encoded(K key, V value) {
        long address = encoded(key);
        values.encode(value, address + keySize);
        return address;
    }

    private boolean isZero(long value) {
        for (int i = 0; i < values.size(); i++) {
            if (NativeMemory.getByte(value + i) != 0) {
                return false;
            }
        }
        return true;
    }
}
