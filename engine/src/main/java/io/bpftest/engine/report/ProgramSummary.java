package io.bpftest.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all tests together did with one program. */
final class ProgramSummary {

    private final ProgramKey key;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private int tests;
    private int failed;

    /** The least and the most that loads on one kernel gave: constants and stubs change a program. */
    private record Figures(Range verified, Range translated, Range jited, Range states, Range stack) {

        static Figures of(ProgramUse use) {
            return new Figures(
                    Range.of(use.verified()),
                    Range.of(use.translated()),
                    Range.of(use.jited()),
                    Range.asked(use.states()),
                    Range.asked(use.stack()));
        }

        Figures and(Figures other) {
            return new Figures(
                    verified.and(other.verified),
                    translated.and(other.translated),
                    jited.and(other.jited),
                    states.and(other.states),
                    stack.and(other.stack));
        }
    }

    /** Nothing is known of a figure whose most is 0, or below that where no test has asked for it. */
    private record Range(long least, long most, boolean onlyIfAsked) {

        static Range asked(long value) {
            return new Range(value, value, true);
        }

        static Range of(long value) {
            return new Range(value, value, false);
        }

        Range and(Range other) {
            return onlyIfAsked && (least < 0 || other.least < 0)
                    ? least < 0 ? other : this
                    : new Range(Math.min(least, other.least), Math.max(most, other.most), onlyIfAsked);
        }

        @Override
        public String toString() {
            return onlyIfAsked ? most < 0 ? "not asked" : span() : most == 0 ? "not told" : span();
        }

        private String span() {
            return least == most ? Html.count(most) : Html.count(least) + "–" + Html.count(most);
        }
    }

    private ProgramSummary(ProgramKey key) {
        this.key = key;
    }

    /** Gives the programs of some tests, by their sources and names. */
    static List<ProgramSummary> of(List<TestResult> tests) {
        Map<ProgramKey, ProgramSummary> programs = new LinkedHashMap<>();
        for (TestResult test : tests) {
            for (ProgramUse use : test.details().programs()) {
                programs.computeIfAbsent(use.program(), ProgramSummary::new).add(test, use);
            }
        }
        List<ProgramSummary> sorted = new ArrayList<>(programs.values());
        sorted.sort(Comparator.comparing(program -> program.key.source() + " " + program.key.name()));
        return sorted;
    }

    private void add(TestResult test, ProgramUse use) {
        tests += test.container() ? 0 : 1;
        failed += test.failed() ? 1 : 0;
        figures.merge(use.place(), Figures.of(use), Figures::and);
        for (Outcome outcome : use.outcomes()) {
            outcomes.merge(
                    outcome.text(),
                    outcome,
                    (a, b) -> new Outcome(
                            a.text(), a.kind().equals("other") ? b.kind() : a.kind(), a.count() + b.count()));
        }
    }

    String html() {
        StringBuilder html = new StringBuilder("<article class=\"program\"><h3><code>")
                .append(Html.text(key.name()))
                .append("</code></h3><p class=\"quiet\">")
                .append(Html.text(key.title() + " of " + key.source() + ", section " + key.section()))
                .append(" · ")
                .append(Html.count(tests, "test"))
                .append(failed == 0 ? "" : ", <strong class=\"failed\">" + failed + " failed</strong>")
                .append("</p>");
        List<Outcome> sorted = outcomes.values().stream()
                .sorted(Comparator.comparing(Outcome::kind).reversed().thenComparing(Outcome::text))
                .toList();
        if (sorted.isEmpty()) {
            html.append("<p class=\"quiet\">No test runs; it was loaded, or ran at its hook.</p>");
        } else {
            chart(html, new VerdictChart("Runs of " + key.name(), sorted), sorted);
        }
        figures(html);
        return html.append("</article>\n").toString();
    }

    private static void chart(StringBuilder html, VerdictChart chart, List<Outcome> outcomes) {
        html.append(chart.svg()).append("<table class=\"counts\"><caption>What runs gave</caption><tbody>");
        for (Outcome outcome : outcomes) {
            html.append("<tr><th scope=\"row\"><span class=\"key ")
                    .append(chart.shade(outcome))
                    .append("\"></span>")
                    .append(Html.text(outcome.text()))
                    .append("</th><td>")
                    .append(Html.count(outcome.count()))
                    .append("</td><td>")
                    .append(chart.share(outcome))
                    .append("</td></tr>");
        }
        html.append("</tbody></table>");
    }

    private void figures(StringBuilder html) {
        html.append("<table class=\"figures\"><caption>Instructions verified, and size in bytes</caption><thead><tr>")
                .append("<th scope=\"col\">Kernel</th><th scope=\"col\">Verified</th><th scope=\"col\">BPF</th>")
                .append("<th scope=\"col\">Machine code</th><th scope=\"col\">States</th><th scope=\"col\">Stack</th>")
                .append("</tr></thead><tbody>");
        figures.forEach((place, said) -> html.append("<tr><th scope=\"row\">")
                .append(Html.text(place))
                .append("</th><td>")
                .append(said.verified())
                .append("</td><td>")
                .append(said.translated())
                .append("</td><td>")
                .append(said.jited())
                .append("</td><td>")
                .append(said.states())
                .append("</td><td>")
                .append(said.stack())
                .append("</td></tr>"));
        html.append("</tbody></table>");
    }
}
