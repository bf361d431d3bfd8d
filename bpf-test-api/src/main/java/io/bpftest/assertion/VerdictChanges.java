package io.bpftest.assertion;

import io.bpftest.spi.record.ChangedPacket;
import io.bpftest.spi.record.RecordedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Packets that are treated otherwise than before: how many, of which kinds, and the first of them. */
final class VerdictChanges {

    /** How many are told of one by one. */
    private static final int MOST_SHOWN = 50;

    /** How many are saved. */
    private static final int MOST_SAVED = 1000;

    private final List<String> shown = new ArrayList<>();
    private final List<byte[]> frames = new ArrayList<>();
    private final List<ChangedPacket> changed = new ArrayList<>();
    private final Map<String, Long> kinds = new TreeMap<>();
    private long count;

    void compare(VerdictLine before, VerdictLine now, Supplier<byte[]> frame) {
        if (before.agreesWith(now)) {
            return;
        }
        count++;
        String change = before.changeTo(now);
        kinds.merge(
                before.outcome().equals(now.outcome()) ? now.outcome() + " with another output" : change,
                1L,
                Long::sum);
        if (shown.size() < MOST_SHOWN) {
            shown.add("#" + now.number() + "  " + change + "  " + now.summary());
            changed.add(new ChangedPacket(now.number(), frame.get(), before.treatment(), now.treatment()));
        }
        if (frames.size() < MOST_SAVED) {
            frames.add(frame.get());
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    long count() {
        return count;
    }

    /** Figures for the report. */
    RecordedTable table(String title) {
        return new RecordedTable(title, kinds, changed, Optional.empty());
    }

    /** A line for each packet, as far as that is bearable. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(shown);
        if (count > shown.size()) {
            lines.add("... " + (count - shown.size()) + " more");
        }
        return lines;
    }

    /** How many changed in each way. */
    List<String> kinds() {
        return kinds.entrySet().stream()
                .map(kind -> kind.getKey() + ": " + kind.getValue())
                .toList();
    }

    List<byte[]> frames() {
        return frames;
    }
}
