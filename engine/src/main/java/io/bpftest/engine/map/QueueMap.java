package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queue and stack: the kernel's commands for entries, with no key. */
public final class QueueMap<V> implements KernelQueue<V>, LiveMap {

    private static final long NO_KEY = 0;

    private final MapTarget target;
    private final Codec<V> values;
    private final MapCalls calls;

    /** Makes the handle of a map; the codec's size is that of the map's values. */
    public QueueMap(MapTarget target, Codec<V> values) {
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
    public void push(V value) {
        push(value, MapCalls.BPF_ANY);
    }

    @Override
    public void pushOverOldest(V value) {
        push(value, MapCalls.BPF_EXIST);
    }

    private void push(V value, int flags) {
        long address = Scratch.of(values.size());
        values.encode(value, address);
        int error = calls.tryUpdate(NO_KEY, address, flags);
        if (error < 0) {
            throw calls.refused(Operation.WRITE, error);
        }
    }

    @Override
    public @Nullable V pop() {
        long address = Scratch.of(values.size());
        return calls.take(NO_KEY, address) ? values.decode(address) : null;
    }

    @Override
    public @Nullable V peek() {
        long address = Scratch.of(values.size());
        return calls.lookup(NO_KEY, address) ? values.decode(address) : null;
    }

    /** Ends against a program that goes on pushing: the kernel holds so many values at most. */
    @Override
    public List<V> popAll() {
        List<V> all = new ArrayList<>();
        for (long left = calls.mostSteps(); left > 0; left--) {
            V value = pop();
            if (value == null) {
                return all;
            }
            all.add(value);
        }
        return all;
    }

    @Override
    public MapState state(int limit) {
        V next = peek();
        return new MapState(
                info().name(),
                false,
                next == null || limit == 0 ? List.of() : List.of(new MapState.Entry("next", values.text(next))),
                0);
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }
}
