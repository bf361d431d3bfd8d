package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.Html;
import io.bpftest.engine.report.Section;
import io.bpftest.error.Problem;
import java.util.List;

/** The table of files, as it stands on the report's main page and on the page of coverage. */
final class CoverageSection {

    private static final int MOST_FILES = 500;

    private CoverageSection() {}

    /** The section of the main page. */
    static Section of(Measured measured) {
        if (measured.files().isEmpty()
                && measured.problems().isEmpty()
                && measured.notes().isEmpty()) {
            return new Section("coverage", "Coverage", "");
        }
        return new Section(
                "coverage",
                "Coverage",
                notes(measured) + table(measured.files(), "./coverage/index.html")
                        + "<p><a href=\"./coverage/index.html\">Sources, line by line</a></p>");
    }

    /** What is wrong, and what ran without counters. */
    static String notes(Measured measured) {
        StringBuilder html = new StringBuilder();
        for (List<Problem> those : List.of(measured.problems(), measured.notes())) {
            those.forEach(problem -> html.append("<pre tabindex=\"0\">")
                    .append(Html.text(problem.text()))
                    .append("</pre>"));
        }
        return html.toString();
    }

    /**
     * The table of files.
     *
     * @param page the address of the page with the sources; empty for that page itself
     */
    static String table(List<FileCoverage> files, String page) {
        if (files.isEmpty()) {
            return "<p>No file was counted.</p>";
        }
        StringBuilder html = new StringBuilder("<div class=\"scrolls\" tabindex=\"0\"><table class=\"figures reach\">"
                + "<caption>Reached, of all</caption><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Lines</th>"
                + "<th scope=\"col\">Branches</th><th scope=\"col\">Functions</th><th scope=\"col\">Regions</th></tr>"
                + "</thead><tbody>");
        for (int i = 0; i < Math.min(files.size(), MOST_FILES); i++) {
            String link = "<a href=\"" + page + "#file-" + i + "\">"
                    + Html.text(files.get(i).name()) + "</a>";
            row(html, link, files.get(i).figures());
        }
        if (files.size() > 1) {
            row(html, "All " + files.size() + " files", Figures.of(files));
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static void row(StringBuilder html, String name, Figures figures) {
        html.append("<tr><th scope=\"row\">").append(name).append("</th>");
        for (Ratio ratio : List.of(figures.lines(), figures.branches(), figures.functions(), figures.regions())) {
            html.append("<td>").append(ratio.text());
            if (ratio.all() > 0) {
                html.append("<br><span class=\"quiet\">")
                        .append(Html.count(ratio.reached()))
                        .append(" of ")
                        .append(Html.count(ratio.all()))
                        .append("</span>");
            }
            html.append("</td>");
        }
        html.append("</tr>");
    }
}
