package io.bpftest.map;

import java.time.Duration;
import java.util.List;

/**
 * A map through which programs send events: each comes out once, in the order in which they were sent.
 *
 * <p>All handles that one object gives of a map share what has been received, and keep it: looking at events takes none
 * away from a later look. A map that several objects share is to be read through one of them, since each event comes out
 * once.
 * The map itself holds only what nobody has taken out yet, and a program that finds it full loses its events. So where more
 * is sent than the map holds, call {@link #received()} now and then, or raise its {@code max_entries}.
 *
 * @param <E> the Java type of events
 */
public interface EventStream<E> extends BpfMapHandle {

    /**
     * Gives all events since the object was loaded, or since {@link #forget()}, in order; takes out what waits in the map,
     * without waiting for more.
     *
     * @throws io.bpftest.error.ConversionException if an event does not fit the Java type
     */
    List<E> received();

    /**
     * Waits until at least one more event has come than {@link #received()} has given, or the time is up; sleeps in the
     * kernel meanwhile.
     *
     * @return whether one has come
     */
    boolean await(Duration limit);

    /**
     * How many events were lost, as far as the kernel counts them: those that a perf buffer had no room for. Of a ring
     * buffer it counts none, since the program is told that there is no room.
     */
    long lost();

    /**
     * Tells whether events may have been lost: some were counted, or a ring buffer was found so full that the largest of its
     * events would not have fitted any more.
     */
    boolean mayHaveLost();

    /** Takes out what waits in the map, and forgets all that was received or lost. */
    void forget();
}
