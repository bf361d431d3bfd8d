package io.bpftest.engine.report.coverage;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * What is known of one source, without what its comments exclude.
 *
 * @param name relative to the project's folder where it is in it
 * @param source its lines; empty if the file is gone
 * @param lines how often each line with code was run
 * @param regions of code, in their order
 * @param tests by line, the numbers of the tests that reached it
 * @param note what a reader must know, such as that the source changed since; else empty
 */
record FileCoverage(
        Path path,
        String name,
        List<String> source,
        SortedMap<Integer, Long> lines,
        List<Function> functions,
        List<Branch> branches,
        List<Region> regions,
        List<Exclusion> exclusions,
        SortedMap<Integer, BitSet> tests,
        String note) {

    /** A function that is defined in the file. */
    record Function(String name, int line, int endLine, long count) {

        boolean has(int sourceLine) {
            return line <= sourceLine && sourceLine <= endLine;
        }
    }

    /**
     * A condition, which is two branches.
     *
     * @param line where a reader sees it; of a condition in a macro that is where the macro is used
     */
    record Branch(int line, int column, long taken, long notTaken) {

        int reached() {
            return (taken > 0 ? 1 : 0) + (notTaken > 0 ? 1 : 0);
        }
    }

    Figures figures() {
        return new Figures(
                ratio(lines.values()),
                new Ratio(branches.stream().mapToInt(Branch::reached).sum(), 2L * branches.size()),
                ratio(functions.stream().map(Function::count).toList()),
                ratio(regions.stream().map(Region::count).toList()));
    }

    /** Figures of what lies in a function's lines. */
    Figures figuresOf(Function function) {
        List<Branch> own =
                branches.stream().filter(branch -> function.has(branch.line())).toList();
        return new Figures(
                ratio(lines.subMap(function.line(), function.endLine() + 1).values()),
                new Ratio(own.stream().mapToInt(Branch::reached).sum(), 2L * own.size()),
                ratio(List.of(function.count())),
                ratio(regions.stream()
                        .filter(region -> function.has(region.span().line()))
                        .map(Region::count)
                        .toList()));
    }

    private static Ratio ratio(Collection<Long> counts) {
        return new Ratio(counts.stream().filter(count -> count > 0).count(), counts.size());
    }

    /** The functions that no test reached. */
    List<Function> unreached() {
        return functions.stream().filter(function -> function.count() == 0).toList();
    }

    List<Branch> branchesOf(int line) {
        return branches.stream().filter(branch -> branch.line() == line).toList();
    }
}
