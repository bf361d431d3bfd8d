package io.bpftest.engine.report.coverage;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often the lines of one file were run, by the rule of llvm-cov: the most of what begins in a line and of what goes on from
 * the line before. Lines without code have no count.
 */
final class LineCounts {

    private LineCounts() {}

    /**
     * Counts lines.
     *
     * @param regions of one file; branches among them are left out
     * @return counts by line, from 1
     */
    static SortedMap<Integer, Long> of(Collection<Region> regions) {
        List<Region> sorted = regions.stream()
                .filter(region -> region.kind() <= Region.GAP)
                .sorted(Comparator.comparing(Region::span))
                .toList();
        SortedMap<Integer, Region> goesOn = new TreeMap<>();
        SortedMap<Integer, Long> begins = new TreeMap<>();
        SortedMap<Integer, Region> first = new TreeMap<>();
        for (Region region : sorted) {
            Span span = region.span();
            first.putIfAbsent(span.line(), region);
            if (region.kind() == Region.CODE || region.kind() == Region.EXPANSION) {
                begins.merge(span.line(), region.count(), Math::max);
            }
            // The inner come later, and take lines from the outer.
            for (int line = span.line() + 1; line <= span.endLine(); line++) {
                goesOn.put(line, region);
            }
        }
        SortedMap<Integer, Long> counts = new TreeMap<>(begins);
        goesOn.forEach((line, region) -> {
            if (region.kind() != Region.SKIPPED) {
                counts.merge(line, region.count(), Math::max);
            }
        });
        first.forEach((line, region) -> {
            if (region.kind() == Region.SKIPPED) {
                counts.remove(line);
            }
        });
        return counts;
    }

    /** Gives the lines that were run at all. */
    static List<Integer> reached(Collection<Region> regions) {
        return of(regions).entrySet().stream()
                .filter(line -> line.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
