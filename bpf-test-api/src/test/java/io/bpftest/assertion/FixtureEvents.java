package io.bpftest.assertion;

import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.MapType;
import io.bpftest.map.RingBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** A stream of events that lives in this JVM; each wait makes the next late event come. */
final class FixtureEvents implements RingBuffer<Integer> {

    private final MapType type;
    private final List<Integer> received = new ArrayList<>();
    private final Deque<Integer> late = new ArrayDeque<>();
    private final List<Duration> waits = new ArrayList<>();
    private long lost;
    private boolean full;

    FixtureEvents(MapType type, Integer... received) {
        this.type = type;
        this.received.addAll(List.of(received));
    }

    FixtureEvents late(Integer... events) {
        late.addAll(List.of(events));
        return this;
    }

    FixtureEvents lost(long events) {
        lost = events;
        return this;
    }

    FixtureEvents full() {
        full = true;
        return this;
    }

    /** How long each wait was to last. */
    List<Duration> waits() {
        return waits;
    }

    @Override
    public MapInfo info() {
        return new MapInfo("ports", type.ordinal(), 0, 0, 4096);
    }

    @Override
    public MapState state(int limit) {
        List<MapState.Entry> shown = IntStream.range(0, Math.min(limit, received.size()))
                .mapToObj(i -> new MapState.Entry(i + "", received.get(i).toString()))
                .toList();
        return new MapState("ports", false, shown, received.size() - shown.size());
    }

    @Override
    public List<Integer> received() {
        return List.copyOf(received);
    }

    @Override
    public boolean await(Duration limit) {
        waits.add(limit);
        Integer next = late.poll();
        if (next != null) {
            received.add(next);
        }
        return next != null;
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public boolean mayHaveLost() {
        return full || lost > 0;
    }

    @Override
    public void forget() {
        received.clear();
    }
}
