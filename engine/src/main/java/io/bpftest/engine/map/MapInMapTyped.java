package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapInMap;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Array and hash of maps: a file descriptor goes in, the kernel's number of the inner map comes out. */
public final class MapInMapTyped<K, M extends BpfMapHandle> implements MapInMap<K, M>, LiveMap {

    private final MapTarget target;
    private final Codec<K> keys;
    private final InnerMaps inner;
    private final Function<MapTarget, M> handles;
    private final MapCalls calls;

    /**
     * Makes the handle of a map.
     *
     * @param keys the codec of its keys
     * @param inner its inner maps
     * @param handles makes the handle of an inner map
     */
    public MapInMapTyped(MapTarget target, Codec<K> keys, InnerMaps inner, Function<MapTarget, M> handles) {
        this.target = target;
        this.keys = keys;
        this.inner = inner;
        this.handles = handles;
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
    public @Nullable M inner(K key) {
        long address = Scratch.of(Scratch.align(keys.size()) + (long) Long.BYTES);
        keys.encode(key, address);
        return at(address);
    }

    @Override
    public void put(K key, BpfMapHandle map) {
        MapTarget added = inner.require(map);
        long address = Scratch.of(Scratch.align(keys.size()) + (long) Long.BYTES);
        long value = address + Scratch.align(keys.size());
        keys.encode(key, address);
        NativeMemory.putInt(value, added.fd());
        int error = calls.tryUpdate(address, value, MapCalls.BPF_ANY);
        if (Errno.EINVAL.is(error)) {
            throw new WrongHandleException(new Problem(
                    "Map \"" + info().name() + "\" does not hold maps like \""
                            + map.info().name() + "\"",
                    Errno.text(error) + ": " + InnerMaps.shape(map.info()),
                    inner.shape() + ", with the flags that the object defines for inner maps",
                    "make the inner map with create(), or define it as the object defines inner maps"));
        } else if (error < 0) {
            throw calls.refused(Operation.WRITE, error);
        }
        inner.remember(added);
    }

    @Override
    public M create() {
        return handles.apply(inner.create());
    }

    @Override
    public boolean remove(K key) {
        long address = Scratch.of(keys.size());
        keys.encode(key, address);
        return calls.delete(address);
    }

    @Override
    public Set<K> keys() {
        Set<K> found = new LinkedHashSet<>();
        for (byte[] key : rawKeys()) {
            long address = written(key);
            if (calls.lookup(address, address + Scratch.align(key.length))) {
                found.add(keys.decode(address));
            }
        }
        return found;
    }

    @Override
    public MapState state(int limit) {
        List<MapState.Entry> shown = new ArrayList<>();
        long more = 0;
        for (byte[] key : rawKeys()) {
            long address = written(key);
            String text = keys.text(keys.decode(address));
            M map = at(address);
            if (map != null && shown.size() < limit) {
                shown.add(new MapState.Entry(text, map.state(limit).contents()));
            } else if (map != null) {
                more++;
            }
        }
        return new MapState(info().name(), false, shown, more);
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    /** Gives the inner map of the key at an address with room for a number behind it. */
    private @Nullable M at(long address) {
        long value = address + Scratch.align(keys.size());
        return calls.lookup(address, value) ? handles.apply(inner.ofNumber(NativeMemory.getInt(value))) : null;
    }

    private long written(byte[] key) {
        long address = Scratch.of(Scratch.align(key.length) + (long) Long.BYTES);
        NativeMemory.putBytes(address, key);
        return address;
    }

    private List<byte[]> rawKeys() {
        List<byte[]> all = new ArrayList<>();
        long next = Scratch.of(keys.size());
        long key = 0;
        for (long step = 0; step < calls.mostSteps() && calls.next(key, next); step++) {
            all.add(NativeMemory.getBytes(next, keys.size()));
            key = next;
        }
        return all;
    }
}
