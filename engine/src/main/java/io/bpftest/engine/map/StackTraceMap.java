package io.bpftest.engine.map;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.KernelSymbols;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.StackTraces;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Stack traces: 32-bit numbers, and addresses that end where the first is 0. */
public final class StackTraceMap implements StackTraces, LiveMap {

    private final MapTarget target;
    private final MapCalls calls;
    private final Entries entries;

    /** Makes the handle of a map. */
    public StackTraceMap(MapTarget target) {
        this.target = target;
        this.calls = new MapCalls(target);
        this.entries = new Entries(calls, Integer.BYTES, target.info().valueSize());
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
    public Set<Integer> ids() {
        Set<Integer> ids = new LinkedHashSet<>();
        entries.forEach((key, value) -> ids.add(NativeMemory.getInt(key)));
        return ids;
    }

    @Override
    public long[] frames(int id) {
        int most = info().valueSize() / Long.BYTES;
        long key = Scratch.of((1L + most) * Long.BYTES);
        long value = key + Long.BYTES;
        NativeMemory.putInt(key, id);
        if (!calls.lookup(key, value)) {
            return new long[0];
        }
        int depth = 0;
        while (depth < most && NativeMemory.getLong(value + (long) depth * Long.BYTES) != 0) {
            depth++;
        }
        long[] frames = new long[depth];
        for (int i = 0; i < depth; i++) {
            frames[i] = NativeMemory.getLong(value + (long) i * Long.BYTES);
        }
        return frames;
    }

    @Override
    public List<String> symbols(int id) {
        return KernelSymbols.of(frames(id));
    }

    @Override
    public boolean remove(int id) {
        long key = Scratch.of(Long.BYTES);
        NativeMemory.putInt(key, id);
        return calls.delete(key);
    }

    @Override
    public MapState state(int limit) {
        Set<Integer> ids = ids();
        List<MapState.Entry> shown = ids.stream()
                .limit(limit)
                .map(id -> new MapState.Entry(id.toString(), frames(id).length + " frames"))
                .toList();
        return new MapState(info().name(), false, shown, ids.size() - shown.size());
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }
}
