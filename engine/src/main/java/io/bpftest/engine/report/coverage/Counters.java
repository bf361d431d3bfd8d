package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.TestKey;
import io.bpftest.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The counters of all records, added up: for each object over all tests, kernels and places, and for each test alone. The same
 * object has the same name wherever it ran.
 */
final class Counters {

    private final Map<String, CoveredObject> objects = new LinkedHashMap<>();
    private final Map<String, Unreadable> unreadable = new LinkedHashMap<>();
    private final Set<Path> tried = new HashSet<>();
    private final Map<String, long[]> totals = new LinkedHashMap<>();
    private final Map<String, Path> sources = new LinkedHashMap<>();
    private final Map<TestKey, Map<String, long[]>> byTest = new LinkedHashMap<>();
    private final Uncovered uncovered = new Uncovered();
    private final SortedSet<String> places = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private int damaged;
    private @Nullable CounterRecord firstDamaged;

    /** An object of which nothing can be told. */
    private record Unreadable(String object, String found) {}

    Counters(Collection<CounterRecord> records) {
        records.stream().filter(CounterRecord::isCounted).forEach(this::read);
        records.forEach(this::add);
        unreadable.values().stream()
                .distinct()
                .forEach(one -> problems.add(new Problem(
                        "The covered object of " + one.object()
                                + " tells nothing, and what was counted in it is left out",
                        one.found(),
                        "the object as clang wrote it, in the folder for reports",
                        "run the tests again, after mvn clean")));
        if (firstDamaged != null) {
            problems.add(new Problem(
                    damaged + " coverage record" + (damaged == 1 ? " is" : "s are") + " damaged and left out",
                    "the first in " + firstDamaged.file().getFileName() + ", of " + firstDamaged.object(),
                    "counters that the object has",
                    "run the tests again, after mvn clean"));
        }
    }

    private void add(CounterRecord record) {
        if (!record.uncovered().isEmpty()) {
            uncovered.add(record);
            return;
        }
        if (!record.isWhole()) {
            damaged(record);
            return;
        }
        List<CoveredObject> parts = new ArrayList<>();
        for (String sha : record.parts()) {
            CoveredObject part = objects.get(sha);
            if (part == null) {
                return;
            }
            parts.add(part);
        }
        int all = parts.stream().mapToInt(part -> part.layout().counters()).sum();
        if (record.counters().stream().anyMatch(counter -> counter[0] >= all)) {
            damaged(record);
            return;
        }
        places.add(record.where());
        int first = 0;
        for (int i = 0; i < parts.size(); i++) {
            String sha = record.parts().get(i);
            int size = parts.get(i).layout().counters();
            sources.putIfAbsent(sha, record.source(i));
            long[] total = totals.computeIfAbsent(sha, none -> new long[size]);
            long[] own = byTest.computeIfAbsent(record.test(), none -> new LinkedHashMap<>())
                    .computeIfAbsent(sha, none -> new long[size]);
            for (long[] counter : record.counters()) {
                long at = counter[0] - first;
                if (at >= 0 && at < size) {
                    total[(int) at] += counter[1];
                    own[(int) at] += counter[1];
                }
            }
            first += size;
        }
    }

    private void damaged(CounterRecord record) {
        damaged++;
        firstDamaged = firstDamaged == null ? record : firstDamaged;
    }

    /** Each kernel's folder may have the object: what one lacks, or has damaged, another may have whole. */
    private void read(CounterRecord record) {
        for (String sha : record.parts()) {
            Path file = record.folder().resolve(sha + ".o");
            if (!objects.containsKey(sha) && tried.add(file)) {
                try {
                    objects.put(sha, CoveredObject.read(file, sha));
                    unreadable.remove(sha);
                } catch (UnreadableObject e) {
                    unreadable.putIfAbsent(sha, new Unreadable(record.object(), String.valueOf(e.getMessage())));
                }
            }
        }
    }

    /** The digests of the objects that counted. */
    Collection<String> objects() {
        return totals.keySet();
    }

    /** Forgets what was counted in an object. */
    void leaveOut(String sha) {
        totals.remove(sha);
        byTest.values().forEach(counts -> counts.remove(sha));
        byTest.values().removeIf(Map::isEmpty);
    }

    CoveredObject object(String sha) {
        return Objects.requireNonNull(objects.get(sha));
    }

    /** What was counted in an object. */
    long[] total(String sha) {
        return totals.getOrDefault(sha, new long[0]);
    }

    Path source(String sha) {
        return sources.getOrDefault(sha, Path.of(""));
    }

    /** What each test counted, by object. */
    Map<TestKey, Map<String, long[]>> byTest() {
        return byTest;
    }

    /** The kernels and places that it was counted on. */
    SortedSet<String> places() {
        return places;
    }

    /** Tells of objects that ran without counters. */
    List<Problem> notes() {
        return uncovered.notes();
    }

    List<Problem> problems() {
        return problems;
    }
}
