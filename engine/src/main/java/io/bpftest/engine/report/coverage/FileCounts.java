package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.coverage.FileCoverage.Branch;
import io.bpftest.engine.report.coverage.FileCoverage.Function;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what functions of several translation units, or several expansions of a macro, count in one file. */
final class FileCounts {

    private record Place(Span span, int kind) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = span.compareTo(other.span);
            return order != 0 ? order : Integer.compare(kind, other.kind);
        }
    }

    private record Condition(Span site, Span span) implements Comparable<Condition> {
        @Override
        public int compareTo(Condition other) {
            int order = site.compareTo(other.site);
            return order != 0 ? order : span.compareTo(other.span);
        }
    }

    private final Map<Place, Region> regions = new TreeMap<>();

    /** The same regions by what the preprocessor skipped in their functions. */
    private final Map<List<Span>, Map<Place, Region>> variants = new LinkedHashMap<>();

    private final Map<Condition, Branch> branches = new TreeMap<>();
    private final Map<Span, Function> functions = new TreeMap<>();
    private final SortedMap<Integer, BitSet> tests = new TreeMap<>();

    /** Adds the regions that a function has in the file, but for its branches. */
    void add(List<Region> function) {
        List<Span> skipped = function.stream()
                .filter(region -> region.kind() == Region.SKIPPED)
                .map(Region::span)
                .distinct()
                .sorted()
                .toList();
        Map<Place, Region> variant = variants.computeIfAbsent(skipped, none -> new TreeMap<>());
        for (Region region : function) {
            add(regions, region);
            add(variant, region);
        }
    }

    private static void add(Map<Place, Region> regions, Region region) {
        regions.merge(
                new Place(region.span(), region.kind()),
                region,
                (a, b) -> new Region(a.file(), a.span(), a.kind(), a.count() + b.count(), 0, a.expanded(), a.folded()));
    }

    /** Adds a condition that a reader sees at its site, which is elsewhere than itself for one in a macro. */
    void addBranch(Span site, Region branch) {
        branches.merge(
                new Condition(site, branch.span()),
                new Branch(site.line(), site.column(), branch.count(), branch.falseCount()),
                (a, b) -> new Branch(a.line(), a.column(), a.taken() + b.taken(), a.notTaken() + b.notTaken()));
    }

    void addFunction(String name, Region body) {
        functions.merge(
                body.span(),
                new Function(name, body.span().line(), body.span().endLine(), body.count()),
                (a, b) -> new Function(a.name(), a.line(), a.endLine(), a.count() + b.count()));
    }

    void addTest(int test, Iterable<Integer> lines) {
        lines.forEach(line -> tests.computeIfAbsent(line, none -> new BitSet()).set(test));
    }

    FileCoverage coverage(Path path, String name, List<String> source, Exclusions exclusions, String note) {
        SortedMap<Integer, Long> lines = lines();
        List<Exclusion> excluded = exclusions.all().stream()
                .map(one -> one.reached(lines.subMap(one.first(), one.last() + 1).values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0)))
                .toList();
        lines.keySet().removeIf(exclusions::contain);
        return new FileCoverage(
                path,
                name,
                source,
                lines,
                functions.values().stream()
                        .filter(function -> !exclusions.contain(function.line()))
                        .toList(),
                branches.values().stream()
                        .filter(branch -> !exclusions.contain(branch.line()))
                        .toList(),
                regions.values().stream()
                        .filter(region -> region.kind() == Region.CODE
                                && !exclusions.contain(region.span().line()))
                        .toList(),
                excluded,
                tests,
                note);
    }

    /** Where variants of a function skip different lines, each has its own lines, and their counts are added up. */
    private SortedMap<Integer, Long> lines() {
        if (variants.keySet().stream().noneMatch(this::isElsewhereCompiled)) {
            return LineCounts.of(regions.values());
        }
        SortedMap<Integer, Long> sum = new TreeMap<>();
        variants.values().forEach(variant -> LineCounts.of(variant.values())
                .forEach((line, count) -> sum.merge(line, count, Long::sum)));
        return sum;
    }

    /** Whether code around something that was skipped is in another variant too, where that was not skipped. */
    private boolean isElsewhereCompiled(List<Span> skipped) {
        return variants.entrySet().stream().anyMatch(other -> skipped.stream()
                .filter(span -> !other.getKey().contains(span))
                .anyMatch(span -> other.getValue().keySet().stream()
                        .anyMatch(place ->
                                place.kind() == Region.CODE && place.span().hasLinesOf(span))));
    }
}
