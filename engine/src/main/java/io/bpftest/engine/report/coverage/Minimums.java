package io.bpftest.engine.report.coverage;

import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What at least has to be reached, in percent; by the name of the measure, such as {@code branches}. */
record Minimums(Map<String, Integer> wanted) {

    /** Says what falls short; with a minimum that cannot be judged, that it cannot. */
    List<Problem> shortfalls(List<FileCoverage> files, List<Problem> problems) {
        List<Problem> shortfalls = new ArrayList<>();
        if (wanted.isEmpty()) {
            return shortfalls;
        }
        if (files.isEmpty()) {
            shortfalls.add(new Problem(
                    "The coverage has a minimum, and nothing was counted",
                    "no counters of any object",
                    "tests that load C sources, with bpftest.coverage=true",
                    "set bpftest.coverage=true, or leave the minimum out"));
        } else if (!problems.isEmpty()) {
            shortfalls.add(new Problem(
                    "The coverage has a minimum, and cannot be trusted",
                    problems.stream().map(Problem::subject).distinct().collect(Collectors.joining("\n")),
                    "coverage without a problem",
                    "correct what the lines above say"));
        }
        Figures all = Figures.of(files);
        compare(shortfalls, files, "lines", all.lines());
        compare(shortfalls, files, "branches", all.branches());
        compare(shortfalls, files, "functions", all.functions());
        compare(shortfalls, files, "regions", all.regions());
        return shortfalls;
    }

    private void compare(List<Problem> shortfalls, List<FileCoverage> files, String measure, Ratio reached) {
        Integer minimum = wanted.get(measure);
        if (minimum != null && !files.isEmpty() && reached.percent() < minimum) {
            shortfalls.add(
                    new Problem(
                            "Tests reach too few " + measure + " of the BPF sources",
                            reached.text() + ", " + reached.reached() + " of " + reached.all(),
                            minimum + " %, by bpftest.coverage.minimum." + measure,
                            "test what coverage/index.html shows as not reached, exclude it with a reason, or lower the minimum"));
        }
    }
}
