package io.bpftest.engine.map;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.map.MapType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a map's readers have received, as bytes: one for all handles of a map, since each event comes out once. Safe for
 * several threads, of which one reads at a time.
 */
final class EventLog {

    /** Programs may send without waking anybody; such events are looked for so often. */
    private static final int LONGEST_WAIT = 100;

    private final EventSource source;
    private final Lifetime lifetime;
    private final List<byte[]> events = new ArrayList<>();

    /** How often {@link #forget} was called: who has decoded events begins anew then. */
    private int generation;

    private EventLog(EventSource source, Lifetime lifetime) {
        this.source = source;
        this.lifetime = lifetime;
        lifetime.atEnd(this::close);
    }

    /** Gives a map's log, opened at first use. */
    static EventLog of(MapTarget target) {
        return target.lifetime()
                .shared(
                        List.of(target, EventLog.class),
                        EventLog.class,
                        () -> new EventLog(
                                target.info().type() == MapType.RINGBUF
                                        ? new RingSource(target)
                                        : new PerfSource(target),
                                target.lifetime()));
    }

    /** Takes out what waits in the map and gives the number of events that there are now. */
    synchronized int take() {
        lifetime.check();
        source.take(0, events::add);
        return events.size();
    }

    /** Waits until there are more events than so many, or the time is up; tells whether there are. */
    synchronized boolean await(int known, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        int first = generation;
        while (take() <= known && generation == first) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            source.take((int) Math.min(LONGEST_WAIT, 1 + left / 1_000_000), events::add);
        }
        return events.size() > known;
    }

    synchronized byte[] event(int index) {
        return events.get(index);
    }

    synchronized int generation() {
        return generation;
    }

    synchronized long lost() {
        take();
        return source.lost();
    }

    synchronized boolean mayHaveLost() {
        take();
        return source.wasFull();
    }

    synchronized void forget() {
        take();
        events.clear();
        source.forgetLosses();
        generation++;
    }

    /** Remembers what was received and what waits in the map; restoring takes out and forgets what came since. */
    synchronized MapContent content() {
        int count = take();
        return () -> forgetFrom(count);
    }

    private synchronized void forgetFrom(int count) {
        if (take() > count) {
            events.subList(count, events.size()).clear();
            generation++;
        }
        source.forgetLosses();
    }

    /** Not while somebody reads: a reader finds out that the object is closed before it reads again. */
    private synchronized void close() {
        source.close();
    }
}
