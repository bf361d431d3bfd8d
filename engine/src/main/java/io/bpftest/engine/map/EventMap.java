package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.RingBuffer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/** Ring buffers and perf event arrays: what they differ in is known to {@link EventSource}. */
public final class EventMap<E> implements RingBuffer<E>, PerfEvents<E>, LiveMap {

    private final MapTarget target;
    private final IntFunction<Codec<E>> codecs;
    private final EventLog log;

    /** Grows only, so that lists which were handed out stay as they were. */
    private List<E> decoded = new ArrayList<>();

    private int generation;

    /**
     * Makes the handle of a map, and begins to receive if this is its first.
     *
     * @param codecs gives the codec of events of a size in bytes; a codec's size may be smaller
     */
    public EventMap(MapTarget target, IntFunction<Codec<E>> codecs) {
        this.target = target;
        this.codecs = codecs;
        this.log = EventLog.of(target);
        this.generation = log.generation();
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
    public synchronized List<E> received() {
        int count = log.take();
        beginAnewIfForgotten();
        while (decoded.size() < count) {
            byte[] event = log.event(decoded.size());
            decoded.add(decode(event));
        }
        return new FirstOf<>(decoded, count);
    }

    @Override
    public boolean await(Duration limit) {
        int known;
        synchronized (this) {
            beginAnewIfForgotten();
            known = decoded.size();
        }
        return log.await(known, limit);
    }

    @Override
    public long lost() {
        return log.lost();
    }

    @Override
    public boolean mayHaveLost() {
        return log.mayHaveLost();
    }

    @Override
    public void forget() {
        log.forget();
    }

    @Override
    public MapState state(int limit) {
        int count = log.take();
        List<MapState.Entry> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, count); i++) {
            shown.add(new MapState.Entry(Integer.toString(i), text(log.event(i))));
        }
        return new MapState(info().name(), false, shown, count - shown.size());
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    /** The first elements of a list that grows: a copy each time would cost more than the events. */
    private static final class FirstOf<E> extends AbstractList<E> {
        private final List<E> all;
        private final int count;

        FirstOf(List<E> all, int count) {
            this.all = all;
            this.count = count;
        }

        @Override
        public E get(int index) {
            return all.get(Objects.checkIndex(index, count));
        }

        @Override
        public int size() {
            return count;
        }
    }

    private void beginAnewIfForgotten() {
        if (generation != log.generation()) {
            generation = log.generation();
            decoded = new ArrayList<>();
        }
    }

    private E decode(byte[] event) {
        return codecs.apply(event.length).decode(written(event));
    }

    private String text(byte[] event) {
        Codec<E> codec = codecs.apply(event.length);
        return codec.text(codec.decode(written(event)));
    }

    private static long written(byte[] event) {
        long address = Scratch.of(Math.max(1, event.length));
        NativeMemory.putBytes(address, event);
        return address;
    }
}
