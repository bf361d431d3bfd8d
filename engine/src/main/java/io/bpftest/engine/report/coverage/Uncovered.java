package io.bpftest.engine.report.coverage;

import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Objects that ran without counters, why, and where: what one kernel refuses another may count. */
final class Uncovered {

    private final SortedMap<String, SortedMap<String, SortedSet<String>>> places = new TreeMap<>();

    /** Adds a record that says why there are no counters. */
    void add(CounterRecord record) {
        places.computeIfAbsent(record.object(), none -> new TreeMap<>())
                .computeIfAbsent(record.uncovered(), none -> new TreeSet<>())
                .add(record.where());
    }

    /** Tells of each object, with all places of a reason together. */
    List<Problem> notes() {
        List<Problem> notes = new ArrayList<>();
        places.forEach((object, reasons) -> {
            List<String> texts = new ArrayList<>();
            reasons.forEach((reason, where) -> {
                where.remove("");
                texts.add(where.isEmpty() ? reason : "on " + String.join(", ", where) + ": " + reason);
            });
            notes.add(new Problem(
                    object + " ran without counters, so coverage says nothing of those runs",
                    String.join("\n", texts),
                    "",
                    ""));
        });
        return notes;
    }
}
