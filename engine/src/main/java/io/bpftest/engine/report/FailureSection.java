package io.bpftest.engine.report;

import java.util.List;
import java.util.Map;

/** Tests that failed, each with its message and files; their packets are added by the page's script. */
final class FailureSection {

    private FailureSection() {}

    static Section of(List<TestResult> tests, Limits limits, Map<TestKey, String> paths) {
        StringBuilder body = new StringBuilder();
        int shown = 0;
        int all = 0;
        boolean only = tests.stream().filter(TestResult::failed).count() == 1;
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).failed() && ++all <= Limits.MOST_FAILURES) {
                shown++;
                failure(
                        body,
                        tests.get(i),
                        i,
                        only,
                        limits,
                        paths.getOrDefault(tests.get(i).key(), ""));
            }
        }
        if (all > shown) {
            body.append("<p>").append(Html.count(all - shown)).append(" more stand in the list of all tests.</p>");
        }
        return new Section("failures", "Failed tests", body.toString());
    }

    private static void failure(
            StringBuilder body, TestResult test, int number, boolean open, Limits limits, String path) {
        body.append("<details class=\"test failed\" data-test=\"")
                .append(number)
                .append(open ? "\" open>" : "\">")
                .append("<summary><span class=\"mark\" aria-hidden=\"true\">✗</span> <span class=\"name\">")
                .append(Html.text(Html.cut(test.name(), limits.name())))
                .append("</span> <span class=\"quiet\">")
                .append(Html.text(String.join(" · ", List.of(test.className(), test.folder()))
                        .replaceAll(" · $", "")))
                .append("</span></summary><div class=\"content\"><pre tabindex=\"0\">")
                .append(Html.text(Html.cut(test.message(), limits.message())))
                .append("</pre>");
        if (!test.details().saved().isEmpty()) {
            body.append("<ul class=\"files\">");
            for (SavedFile file : test.details().saved()) {
                body.append("<li><a href=\"")
                        .append(Html.text(Html.address(file.path())))
                        .append("\">")
                        .append(Html.text(file.path()))
                        .append("</a></li>");
            }
            body.append("</ul>");
        }
        if (!path.isEmpty()) {
            body.append("<h3>Path through the source</h3><pre tabindex=\"0\">")
                    .append(Html.text(Html.cut(path, limits.message())))
                    .append("</pre>");
        }
        body.append("</div></details>\n");
    }
}
