package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.LocalStorage;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Local storages: the key is a file descriptor of the owner, open for as long as a call takes. */
public final class LocalStorageMap<O, V> implements LocalStorage<O, V>, LiveMap {

    private final MapTarget target;
    private final Function<O, FileDescriptor> owners;
    private final Codec<V> values;
    private final MapCalls calls;

    /**
     * Makes the handle of a map.
     *
     * @param owners opens an owner
     * @param values the codec of its values
     */
    public LocalStorageMap(MapTarget target, Function<O, FileDescriptor> owners, Codec<V> values) {
        this.target = target;
        this.owners = owners;
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
    public MapState state(int limit) {
        return new OpaqueMap(target).state(limit);
    }

    @Override
    public @Nullable V get(O owner) {
        try (FileDescriptor opened = owners.apply(owner)) {
            long key = at(opened);
            return calls.lookup(key, key + Long.BYTES) ? values.decode(key + Long.BYTES) : null;
        }
    }

    @Override
    public void put(O owner, V value) {
        try (FileDescriptor opened = owners.apply(owner)) {
            long key = at(opened);
            values.encode(value, key + Long.BYTES);
            int error = calls.tryUpdate(key, key + Long.BYTES, MapCalls.BPF_ANY);
            if (Errno.EBADF.is(error) || Errno.ENOENT.is(error)) {
                throw new MapAccessException(new Problem(
                        "Map \"" + info().name() + "\" (" + info().type() + ") knows no owner " + owner,
                        Errno.text(error),
                        "an owner of the kind that this map keeps values with, alive",
                        "give such an owner"));
            } else if (error < 0) {
                throw calls.refused(Operation.WRITE, error);
            }
        }
    }

    @Override
    public boolean remove(O owner) {
        try (FileDescriptor opened = owners.apply(owner)) {
            return calls.delete(at(opened));
        }
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    /** Room for a key and a value. */
    private long at(FileDescriptor owner) {
        long key = Scratch.of((long) Long.BYTES + values.size());
        NativeMemory.putInt(key, owner.number());
        return key;
    }
}
