package io.bpftest.assertion;

import io.bpftest.map.KernelMap;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.MapType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A map that lives in this JVM, with byte arrays as keys compared by content as the kernel does. */
final class FixtureMap<K, V> implements KernelMap<K, V> {

    private final MapInfo info;
    private final Map<Content, K> keys = new LinkedHashMap<>();
    private final Map<Content, V> values = new LinkedHashMap<>();

    FixtureMap(String name, MapType type) {
        info = new MapInfo(name, type.ordinal(), 4, 8, 16);
    }

    static <K, V> FixtureMap<K, V> hash(String name) {
        return new FixtureMap<>(name, MapType.HASH);
    }

    @Override
    public MapInfo info() {
        return info;
    }

    @Override
    public MapState state(int limit) {
        List<MapState.Entry> entries = values.entrySet().stream()
                .limit(limit)
                .map(entry -> new MapState.Entry(entry.getKey().toString(), new Content(entry.getValue()).toString()))
                .toList();
        return new MapState(info.name(), info.type().isArray(), entries, values.size() - entries.size());
    }

    @Override
    public V get(K key) {
        return values.get(new Content(key));
    }

    @Override
    public void put(K key, V value) {
        keys.put(new Content(key), key);
        values.put(new Content(key), value);
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
        boolean absent = !containsKey(key);
        if (absent) {
            put(key, value);
        }
        return absent;
    }

    @Override
    public boolean replace(K key, V value) {
        boolean present = containsKey(key);
        if (present) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putNew(K key, V value) {
        if (!putIfAbsent(key, value)) {
            throw new IllegalStateException(key + " is there");
        }
    }

    @Override
    public void putExisting(K key, V value) {
        if (!replace(key, value)) {
            throw new IllegalStateException(key + " is not there");
        }
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        toMap().forEach(action);
    }

    @Override
    public boolean remove(K key) {
        keys.remove(new Content(key));
        return values.remove(new Content(key)) != null;
    }

    @Override
    public Map<K, V> toMap() {
        Map<K, V> copy = new LinkedHashMap<>();
        keys.forEach((content, key) -> copy.put(key, values.get(content)));
        return copy;
    }

    @Override
    public long size() {
        return values.size();
    }

    @Override
    public void clear() {
        keys.clear();
        values.clear();
    }
}
