package io.bpftest.engine.report.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The way that one test's runs took through the sources: the functions that they entered, line by line. */
final class TestPath {

    private static final int MOST_LINES = 1_000;

    private final Map<Path, List<Region>> regions = new TreeMap<>();

    /** Adds a function that the test ran. */
    void add(Path file, Region region) {
        regions.computeIfAbsent(file, none -> new ArrayList<>()).add(region);
    }

    /** Whether the test ran nothing whose source is counted, as where llvm-cov is missing. */
    boolean isEmpty() {
        return regions.isEmpty();
    }

    /**
     * Gives the path as text.
     *
     * @param runs how many runs there were; counts are of all of them
     */
    String text(String test, long runs, List<FileCoverage> files) {
        StringBuilder text = new StringBuilder(test + "\n");
        text.append(runs == 1 ? "1 run" : (runs == 0 ? "" : runs + " ") + "runs, whose counts are added up")
                .append("; > a line that was run, x one that was not\n");
        int left = MOST_LINES;
        boolean isWhole = true;
        for (FileCoverage file : files) {
            List<Region> own = regions.get(file.path());
            if (own == null) {
                continue;
            }
            SortedMap<Integer, Long> lines = LineCounts.of(own);
            for (FileCoverage.Function function : file.functions()) {
                boolean entered = lines.getOrDefault(function.line(), 0L) > 0;
                if (entered && left > 0) {
                    left -= function.endLine() - function.line() + 1;
                    function(text, file, function, lines);
                } else if (entered) {
                    isWhole = false;
                }
            }
        }
        return isWhole ? text.toString() : text + "\n... further functions are left out\n";
    }

    private static void function(
            StringBuilder text, FileCoverage file, FileCoverage.Function function, SortedMap<Integer, Long> lines) {
        text.append('\n')
                .append(file.name())
                .append(": ")
                .append(function.name())
                .append('\n');
        for (int line = function.line();
                line <= function.endLine() && line <= file.source().size();
                line++) {
            Long count = lines.get(line);
            String code = file.source().get(line - 1).replace("\t", "    ");
            text.append(String.format(
                            Locale.ROOT,
                            "%5d %8s %s %s",
                            line,
                            count == null || count == 0 ? "" : count,
                            count == null ? " " : count > 0 ? ">" : "x",
                            code)
                    .stripTrailing());
            text.append('\n');
        }
    }
}
