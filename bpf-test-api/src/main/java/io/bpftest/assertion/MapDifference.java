package io.bpftest.assertion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between the entries that a map should have and those it has, key by key. */
final class MapDifference {

    /** How many keys of one kind of difference are shown. */
    private static final int MOST = 10;

    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private MapDifference() {
        for (String kind : List.of("missing", "different", "unexpected", "unchanged")) {
            rows.put(kind, new ArrayList<>());
        }
    }

    /** Compares all entries. */
    static MapDifference between(Map<?, ?> expected, Map<?, ?> found) {
        Map<Content, Content> wanted = Content.of(expected);
        Map<Content, Content> held = Content.of(found);
        MapDifference difference = new MapDifference();
        for (Content key : union(wanted.keySet(), held.keySet())) {
            difference.compare(key, wanted.getOrDefault(key, Content.NONE), held.getOrDefault(key, Content.NONE));
        }
        return difference;
    }

    /**
     * Compares what changed with what should have.
     *
     * @param before the entries at first
     * @param changes the entries that should be new or have another value, with that value; {@link Content#NONE} for
     *     those that should be gone
     * @param found the entries now
     */
    static MapDifference ofChange(Map<?, ?> before, Map<Content, Content> changes, Map<?, ?> found) {
        Map<Content, Content> first = Content.of(before);
        Map<Content, Content> held = Content.of(found);
        MapDifference difference = new MapDifference();
        for (Content key : union(changes.keySet(), union(first.keySet(), held.keySet()))) {
            Content was = first.getOrDefault(key, Content.NONE);
            Content is = held.getOrDefault(key, Content.NONE);
            Content expected = changes.get(key);
            if (expected == null) {
                difference.compareUntouched(key, was, is);
            } else if (was.equals(is)) {
                difference.add("unchanged", key, state(is) + " as before, expected " + state(expected));
            } else {
                difference.compare(key, expected, is);
            }
        }
        return difference;
    }

    boolean isEmpty() {
        return rows.values().stream().allMatch(List::isEmpty);
    }

    /** Adds the rows to a failure, those of one kind under one label. */
    FailureText addTo(FailureText text) {
        rows.forEach((kind, all) -> {
            List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST, all.size())));
            if (all.size() > MOST) {
                shown.add("... " + (all.size() - MOST) + " more");
            }
            text.lines(kind, shown);
        });
        return text;
    }

    private void compare(Content key, Content expected, Content found) {
        if (expected.equals(found)) {
            return;
        }
        if (!found.isPresent()) {
            add("missing", key, expected.toString());
        } else if (!expected.isPresent()) {
            add("unexpected", key, found.toString());
        } else {
            add("different", key, MemberDifference.between(expected, found));
        }
    }

    private void compareUntouched(Content key, Content was, Content is) {
        if (!was.equals(is)) {
            add("unexpected", key, state(is) + ", before " + state(was));
        }
    }

    private void add(String kind, Content key, String text) {
        rows.computeIfAbsent(kind, any -> new ArrayList<>()).add(key + ": " + text);
    }

    private static String state(Content value) {
        return value.isPresent() ? value.toString() : "no entry";
    }

    private static Set<Content> union(Set<Content> first, Set<Content> second) {
        Set<Content> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }
}
