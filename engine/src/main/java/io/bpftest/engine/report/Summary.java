package io.bpftest.engine.report;

import io.bpftest.engine.report.TestResult.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How many tests ended how, and where they ran. */
final class Summary {

    private final Map<Status, Long> counts = new EnumMap<>(Status.class);
    private final Set<String> places = new TreeSet<>();
    private final int total;
    private final long microseconds;

    Summary(List<TestResult> tests) {
        for (TestResult test : tests) {
            counts.merge(test.status(), 1L, Long::sum);
            test.details().programs().forEach(use -> places.add(use.place()));
        }
        this.total = tests.size();
        this.microseconds = tests.stream().mapToLong(TestResult::microseconds).sum();
    }

    long count(Status status) {
        return counts.getOrDefault(status, 0L);
    }

    /** Such as {@code 2 of 30 tests failed}. */
    String sentence() {
        long failed = count(Status.FAILED);
        return failed == 0
                ? Html.count(total, "test") + ", none failed"
                : failed + " of " + Html.count(total, "test") + " failed";
    }

    /**
     * The section on top of the page.
     *
     * @param facts further names and values
     */
    Section section(Map<String, String> facts) {
        List<Outcome> bars = new ArrayList<>();
        StringBuilder tiles = new StringBuilder("<ul class=\"tiles\">");
        tile(tiles, bars, Status.PASSED, "passed", "pass");
        tile(tiles, bars, Status.FAILED, "failed", "drop");
        tile(tiles, bars, Status.ABORTED, "aborted", "other");
        tile(tiles, bars, Status.SKIPPED, "skipped", "other");
        StringBuilder body = new StringBuilder(tiles)
                .append("</ul>")
                .append(new VerdictChart("Tests", bars).svg())
                .append("<dl>");
        fact(body, "Ran on kernel", places.isEmpty() ? "no program was run" : String.join(", ", places));
        fact(body, "Time in tests", String.format(java.util.Locale.ROOT, "%.1f s", microseconds / 1e6));
        facts.forEach((name, value) -> fact(body, name, value));
        return new Section("summary", "Summary", body.append("</dl>").toString());
    }

    private void tile(StringBuilder tiles, List<Outcome> bars, Status status, String word, String kind) {
        long count = count(status);
        if (count == 0 && status != Status.PASSED && status != Status.FAILED) {
            return;
        }
        bars.add(new Outcome(word, kind, count));
        tiles.append("<li class=\"")
                .append(word)
                .append("\"><strong>")
                .append(Html.count(count))
                .append("</strong> ")
                .append(word)
                .append("</li>");
    }

    private static void fact(StringBuilder body, String name, String value) {
        body.append("<div><dt>")
                .append(Html.text(name))
                .append("</dt><dd>")
                .append(Html.text(value))
                .append("</dd></div>");
    }
}
