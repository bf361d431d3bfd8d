package io.bpftest.engine.report;

import java.util.List;

/** How long programs took, test by test; those of one test share an axis. */
final class BenchmarkSection {

    private static final int MOST = 500;
    private static final int LONGEST = 300;

    private BenchmarkSection() {}

    static Section of(List<TestResult> tests) {
        StringBuilder body = new StringBuilder();
        int shown = 0;
        int all = 0;
        for (TestResult test : tests) {
            List<BenchmarkResult> benchmarks = test.details().benchmarks();
            all += benchmarks.size();
            if (!benchmarks.isEmpty() && shown + benchmarks.size() <= MOST) {
                shown += benchmarks.size();
                article(body, test, benchmarks);
            }
        }
        if (all > shown) {
            body.append("<p>").append(Html.count(all - shown)).append(" more stand in benchmarks.json.</p>");
        }
        String intro = all == 0
                ? ""
                : "<p class=\"quiet\">Nanoseconds per run, measured by the kernel, its loop around the program included. "
                        + "Bars end at the median; each tick is a sample.</p>";
        return new Section("benchmarks", "Benchmarks", intro + body);
    }

    private static void article(StringBuilder body, TestResult test, List<BenchmarkResult> benchmarks) {
        body.append("<article class=\"program\"><h3>")
                .append(Html.text(Html.cut(test.name(), LONGEST)))
                .append("</h3><p class=\"quiet\">")
                .append(Html.text(Html.cut(test.className(), LONGEST)))
                .append("</p>");
        BenchmarkChart chart = new BenchmarkChart(benchmarks.stream()
                .mapToDouble(benchmark -> benchmark.samples().median())
                .max()
                .orElse(1));
        benchmarks.forEach(benchmark -> benchmark(body, benchmark, chart));
        body.append("</article>\n");
    }

    private static void benchmark(StringBuilder body, BenchmarkResult benchmark, BenchmarkChart chart) {
        body.append("<h4><code>")
                .append(Html.text(Html.cut(benchmark.name(), LONGEST)))
                .append("</code> ")
                .append(Html.text(benchmark.samples().toString()))
                .append("</h4>")
                .append(chart.svg(benchmark.name(), benchmark.samples()));
        if (!benchmark.compared().isEmpty()) {
            body.append("<p>Compared ")
                    .append(Html.text(Html.cut(benchmark.compared(), LONGEST)))
                    .append("</p>");
        }
        benchmark.notes().forEach(note -> body.append("<p>Note: ")
                .append(Html.text(Html.cut(note, LONGEST)))
                .append("</p>"));
        body.append("<ul class=\"quiet facts\">");
        fact(body, benchmark.samples().noise() + "; " + Html.count(benchmark.repeat()) + " runs a sample");
        fact(body, benchmark.sizes());
        fact(body, benchmark.input() + ": " + benchmark.outcome());
        fact(body, benchmark.title() + " of " + benchmark.source() + ", kernel " + benchmark.place());
        body.append("</ul>");
    }

    private static void fact(StringBuilder body, String fact) {
        body.append("<li>").append(Html.text(Html.cut(fact, LONGEST))).append("</li>");
    }
}
