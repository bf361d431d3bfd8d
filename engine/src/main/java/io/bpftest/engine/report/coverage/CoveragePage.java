package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.Html;
import io.bpftest.engine.report.PageFrame;
import io.bpftest.engine.report.Section;
import io.bpftest.spi.record.JsonText;
import java.util.ArrayList;
import java.util.List;

/** The page of coverage: figures, what is not reached, what is excluded, and the sources line by line. */
final class CoveragePage {

    private final Measured measured;
    private final TestSets sets = new TestSets();

    CoveragePage(Measured measured) {
        this.measured = measured;
    }

    String html() {
        List<Section> sections = new ArrayList<>(List.of(summary(), unreached(), excluded()));
        for (int i = 0; i < measured.files().size(); i++) {
            sections.add(new SourceListing(measured.files().get(i), i, sets)
                    .section(measured.files().size() <= 3));
        }
        StringBuilder navigation = new StringBuilder("<li><a href=\"../index.html\">All tests</a></li>");
        StringBuilder body = new StringBuilder();
        for (Section section : sections) {
            if (section.isNeeded()) {
                body.append(section.html());
                if (!section.id().startsWith("file-")) {
                    navigation
                            .append("<li><a href=\"#")
                            .append(section.id())
                            .append("\">")
                            .append(section.heading())
                            .append("</a></li>");
                }
            }
        }
        body.append("<script type=\"application/json\" id=\"data\">")
                .append(data())
                .append("</script>");
        Ratio lines = Figures.of(measured.files()).lines();
        String title = lines.all() == 0 ? "Coverage" : "Coverage: " + lines.text() + " of lines";
        return PageFrame.around(CoveragePage.class, "coverage", title, navigation.toString(), body.toString());
    }

    private Section summary() {
        Figures all = Figures.of(measured.files());
        StringBuilder html = new StringBuilder("<ul class=\"tiles\">");
        tile(html, all.lines(), "lines");
        tile(html, all.branches(), "branches");
        tile(html, all.functions(), "functions");
        tile(html, all.regions(), "regions");
        html.append("</ul><dl><div><dt>Tests that were counted</dt><dd>")
                .append(Html.count(measured.tests().size()))
                .append("</dd></div><div><dt>Ran on kernel</dt><dd>")
                .append(Html.text(String.join(", ", measured.places())))
                .append("</dd></div></dl>")
                .append(CoverageSection.notes(measured))
                .append(CoverageSection.table(measured.files(), ""));
        return new Section("summary", "Summary", html.toString());
    }

    private static void tile(StringBuilder html, Ratio ratio, String word) {
        html.append("<li><strong>")
                .append(ratio.text())
                .append("</strong> of ")
                .append(word)
                .append("<br><span class=\"quiet\">")
                .append(Html.count(ratio.missed()))
                .append(" of ")
                .append(Html.count(ratio.all()))
                .append(" not reached</span></li>");
    }

    private Section unreached() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < measured.files().size(); i++) {
            FileCoverage file = measured.files().get(i);
            for (FileCoverage.Function function : file.unreached()) {
                html.append("<li><a href=\"#l-")
                        .append(i)
                        .append('-')
                        .append(function.line())
                        .append("\"><code>")
                        .append(Html.text(function.name()))
                        .append("</code></a> <span class=\"quiet\">")
                        .append(Html.text(file.name()))
                        .append(':')
                        .append(function.line())
                        .append("</span></li>");
            }
        }
        String body = html.length() == 0 ? "" : "<ul>" + html + "</ul>";
        return new Section("unreached", "Functions not reached", body);
    }

    private Section excluded() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < measured.files().size(); i++) {
            FileCoverage file = measured.files().get(i);
            for (Exclusion exclusion : file.exclusions()) {
                html.append("<tr><th scope=\"row\"><a href=\"#l-")
                        .append(i)
                        .append('-')
                        .append(exclusion.first())
                        .append("\">")
                        .append(Html.text(file.name()))
                        .append(", ")
                        .append(exclusion.lines())
                        .append("</a></th><td>")
                        .append(Html.text(exclusion.reason()))
                        .append("</td><td>")
                        .append(exclusion.reached() == 0 ? "not run" : "run " + Html.count(exclusion.reached(), "time"))
                        .append("</td></tr>");
            }
        }
        String body = html.length() == 0
                ? ""
                : "<table><caption>By comments in the sources; in no figure</caption><thead><tr>"
                        + "<th scope=\"col\">Where</th><th scope=\"col\">Reason</th><th scope=\"col\">Run all the same</th>"
                        + "</tr></thead><tbody>" + html + "</tbody></table>";
        return new Section("excluded", "Excluded", body);
    }

    private String data() {
        JsonText json = new JsonText().object();
        json.array("tests");
        measured.tests().forEach(test -> json.string(Html.visible(test)));
        json.endArray().array("sets");
        for (List<Integer> set : sets.all()) {
            json.array();
            set.forEach(json::number);
            json.endArray();
        }
        return json.endArray().endObject().toString();
    }
}
