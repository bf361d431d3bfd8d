package io.bpftest.engine.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Puts the page together: one file that asks nothing of any other. Its policy lets the browser run this one script and
 * fetch nothing, so that even markup which got past the escapes could do nothing.
 *
 * <p>What a reader looks for first stands in the page itself; the list of all tests is made by the script, piece by piece.
 */
final class ReportPage {

    private final List<TestResult> tests;
    private final Map<String, String> facts;
    private final Section more;
    private final Map<TestKey, String> paths;

    /**
     * Will show tests.
     *
     * @param facts names and values for the summary, such as when the page was made
     * @param more a section of another report
     * @param paths for tests that failed, the way through the source
     */
    ReportPage(List<TestResult> tests, Map<String, String> facts, Section more, Map<TestKey, String> paths) {
        this.tests = tests;
        this.facts = facts;
        this.more = more;
        this.paths = paths;
    }

    /** Gives the page as UTF-8, smaller than {@link Limits#LARGEST_PAGE}: the more tests, the less of each. */
    byte[] bytes() {
        byte[] page = {};
        for (Limits limits : Limits.ALL) {
            page = html(limits).getBytes(StandardCharsets.UTF_8);
            if (page.length <= Limits.LARGEST_PAGE) {
                break;
            }
        }
        return page;
    }

    private String html(Limits limits) {
        Summary summary = new Summary(tests);
        PageData data = new PageData(tests, limits);
        List<Section> sections = List.of(
                summary.section(facts),
                FailureSection.of(tests, limits, paths),
                more,
                programs(),
                BenchmarkSection.of(tests),
                FigureSection.of(tests),
                all(data));
        StringBuilder navigation = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (Section section : sections) {
            if (section.isNeeded()) {
                navigation
                        .append("<li><a href=\"#")
                        .append(section.id())
                        .append("\">")
                        .append(Html.text(section.heading()))
                        .append("</a></li>");
                body.append(section.html());
            }
        }
        body.append("<script type=\"application/json\" id=\"data\">")
                .append(data.json())
                .append("</script>");
        return PageFrame.around(ReportPage.class, "report", summary.sentence(), navigation.toString(), body.toString());
    }

    private Section programs() {
        StringBuilder body = new StringBuilder();
        List<ProgramSummary> programs = ProgramSummary.of(tests);
        programs.stream().limit(Limits.MOST_PROGRAMS).forEach(program -> body.append(program.html()));
        if (programs.size() > Limits.MOST_PROGRAMS) {
            body.append("<p>")
                    .append(Html.count(programs.size() - Limits.MOST_PROGRAMS))
                    .append(" more programs stand with their tests only.</p>");
        }
        return new Section("programs", "Programs", body.toString());
    }

    private static Section all(PageData data) {
        String note = data.packetsLeftOut() == 0
                ? ""
                : "<p class=\"quiet\">Packets of some passing tests are left out, so that the page stays small.</p>";
        return new Section("tests", "All tests", PageFrame.resource(ReportPage.class, "tests.html") + note);
    }
}
