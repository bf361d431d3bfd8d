package io.bpftest.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts the page together: one file that asks nothing of any other. Its policy lets the browser run this one script and
 * fetch nothing, so that even markup which got past the escapes could do nothing.
 *
 * <p>What a reader looks for first stands in the page itself; the list of all tests is made by the script, piece by piece.
 */
final class ReportPage {

    private final List<TestResult> tests;
    private final Map<String, String> facts;

    /**
     * Will show tests.
     *
     * @param facts names and values for the summary, such as when the page was made
     */
    ReportPage(List<TestResult> tests, Map<String, String> facts) {
        this.tests = tests;
        this.facts = facts;
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
                FailureSection.of(tests, limits),
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
        String style = resource("report.css");
        String script = resource("report.js");
        return resource("report.html")
                .replace("{policy}", policy(style, script))
                .replace("{style}", style)
                .replace("{script}", script)
                .replace("{title}", Html.text(summary.sentence()))
                .replace("{navigation}", navigation)
                .replace(
                        "{body}",
                        body.append("<script type=\"application/json\" id=\"data\">")
                                .append(data.json())
                                .append("</script>"));
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
        return new Section("tests", "All tests", resource("tests.html") + note);
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; base-uri 'none'; form-action 'none'";
    }

    /** As a content security policy names a script that may run. */
    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
