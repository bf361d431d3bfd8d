package io.bpftest.engine.report;

import io.bpftest.packet.PacketText;
import java.util.List;

/** Figures that tests gave a title, such as those of replayed captures, with the packets that changed. */
final class FigureSection {

    private static final int MOST = 200;
    private static final int LONGEST_SUMMARY = 300;

    private FigureSection() {}

    static Section of(List<TestResult> tests) {
        StringBuilder body = new StringBuilder();
        int shown = 0;
        for (TestResult test : tests) {
            for (FigureTable table : test.details().tables()) {
                if (shown++ < MOST) {
                    table(body, test, table);
                }
            }
        }
        if (shown > MOST) {
            body.append("<p>").append(Html.count(shown - MOST)).append(" more are left out.</p>");
        }
        return new Section("figures", "Replays and other figures", body.toString());
    }

    private static void table(StringBuilder body, TestResult test, FigureTable table) {
        body.append("<article class=\"program\"><h3>")
                .append(Html.text(Html.cut(table.title(), LONGEST_SUMMARY)))
                .append("</h3><p class=\"quiet\">")
                .append(Html.text(Html.cut(test.className() + " › " + test.name(), LONGEST_SUMMARY)))
                .append("</p>");
        VerdictChart chart = new VerdictChart(table.title(), table.counts());
        body.append("<table class=\"counts\"><caption>Counts</caption><tbody>");
        for (Outcome count : table.counts()) {
            body.append("<tr><th scope=\"row\">")
                    .append(Html.text(count.text()))
                    .append("</th><td>")
                    .append(Html.count(count.count()))
                    .append("</td><td>")
                    .append(chart.share(count))
                    .append("</td></tr>");
        }
        body.append("</tbody></table>");
        if (!table.changed().isEmpty()) {
            changed(body, table);
        }
        body.append("</article>\n");
    }

    private static void changed(StringBuilder body, FigureTable table) {
        body.append("<div class=\"scrolls\" tabindex=\"0\"><table class=\"changed\"><caption>Changed packets</caption>")
                .append("<thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Before</th><th scope=\"col\">Now</th>")
                .append("<th scope=\"col\">Packet</th></tr></thead><tbody>");
        for (FigureTable.Changed packet : table.changed()) {
            body.append("<tr><th scope=\"row\">")
                    .append(packet.number())
                    .append("</th><td>")
                    .append(Html.text(packet.before()))
                    .append("</td><td>")
                    .append(Html.text(packet.after()))
                    .append("</td><td>")
                    .append(Html.text(Html.cut(PacketText.summary(packet.packet()), LONGEST_SUMMARY)))
                    .append("</td></tr>");
        }
        body.append("</tbody></table></div>");
        if (!table.file().isEmpty()) {
            body.append("<p><a href=\"")
                    .append(Html.text(Html.address(table.file())))
                    .append("\">")
                    .append(Html.text(table.file()))
                    .append("</a></p>");
        }
    }
}
