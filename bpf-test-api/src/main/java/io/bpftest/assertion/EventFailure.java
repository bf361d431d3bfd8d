package io.bpftest.assertion;

import io.bpftest.map.EventStream;
import io.bpftest.map.MapState;
import io.bpftest.map.MapType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The texts of failed assertions on events. */
final class EventFailure {

    /** How many events are shown. */
    private static final int MOST = 20;

    private EventFailure() {}

    /** Says what is wrong with the events received, and shows them. */
    static FailureText text(EventStream<?> events, String problem, Duration limit) {
        boolean ring = events.info().type() == MapType.RINGBUF;
        MapState state = events.state(MOST);
        long count = state.entries().size() + state.more();
        FailureText text = new FailureText((ring ? "ring buffer \"" : "perf buffer \"")
                + events.info().name() + "\" received " + count(count) + " within " + words(limit) + ", " + problem);
        List<String> received = new ArrayList<>();
        state.entries().forEach(entry -> received.add(entry.toString()));
        if (state.more() > 0) {
            received.add("... " + state.more() + " more");
        }
        text.lines("received", received);
        if (events.lost() > 0) {
            text.line("lost", count(events.lost()) + ", for which the buffer had no room");
        } else if (events.mayHaveLost()) {
            text.line("lost", "perhaps some: the buffer was full when it was read; raise its max_entries");
        }
        return text;
    }

    /** Counts in words. */
    static String count(long events) {
        return events == 0 ? "no event" : events == 1 ? "1 event" : events + " events";
    }

    private static String words(Duration limit) {
        long milliseconds = limit.toMillis();
        return milliseconds % 1000 == 0 ? milliseconds / 1000 + " s" : milliseconds + " ms";
    }
}
