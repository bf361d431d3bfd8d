package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.Html;
import io.bpftest.engine.report.Section;
import io.bpftest.engine.report.coverage.FileCoverage.Branch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One source with counts, and signs and words for what was not reached. */
final class SourceListing {

    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_RANGES = 60;

    private final FileCoverage file;
    private final int number;
    private final TestSets sets;
    private final Map<Integer, List<Branch>> branches = new HashMap<>();
    private final Map<Integer, List<Region>> missed = new HashMap<>();

    SourceListing(FileCoverage file, int number, TestSets sets) {
        this.file = file;
        this.number = number;
        this.sets = sets;
        file.branches().forEach(branch -> branches.computeIfAbsent(branch.line(), none -> new ArrayList<>())
                .add(branch));
        file.regions().stream().filter(region -> region.count() == 0).forEach(region -> missed.computeIfAbsent(
                        region.span().line(), none -> new ArrayList<>())
                .add(region));
    }

    Section section(boolean open) {
        StringBuilder html = new StringBuilder();
        if (!file.note().isEmpty()) {
            html.append("<p class=\"note\">").append(Html.text(file.note())).append("</p>");
        }
        if (!file.source().isEmpty()) {
            unreachedLines(html);
            html.append("<details").append(open ? " open" : "").append("><summary>Source</summary>");
            html.append("<table class=\"source\"><thead><tr><th scope=\"col\">Line</th><th scope=\"col\">Runs</th>"
                    + "<th scope=\"col\">Code</th></tr></thead><tbody>\n");
            for (int line = 1; line <= Math.min(file.source().size(), MOST_LINES); line++) {
                line(html, line);
            }
            html.append("</tbody></table></details>");
        }
        if (html.length() == 0) {
            html.append("<p>There is nothing to show.</p>");
        }
        return new Section("file-" + number, file.name(), html.toString());
    }

    /** Ranges that lead to their first lines. */
    private void unreachedLines(StringBuilder html) {
        List<String> links = new ArrayList<>();
        int first = 0;
        int last = 0;
        SortedMap<Integer, Long> lines = file.lines();
        for (Map.Entry<Integer, Long> line : lines.entrySet()) {
            if (line.getValue() == 0) {
                first = first == 0 ? line.getKey() : first;
                last = line.getKey();
            } else if (first != 0) {
                links.add(range(first, last));
                first = 0;
            }
        }
        if (first != 0) {
            links.add(range(first, last));
        }
        int more = links.size() - MOST_RANGES;
        html.append("<p>")
                .append(links.isEmpty() ? "All lines are reached." : "Lines not reached: ")
                .append(String.join(", ", links.subList(0, Math.min(links.size(), MOST_RANGES))))
                .append(more > 0 ? " and " + more + " more places" : "")
                .append("</p>");
    }

    private String range(int first, int last) {
        return "<a href=\"#l-" + number + "-" + first + "\">" + first + (last == first ? "" : "–" + last) + "</a>";
    }

    private void line(StringBuilder html, int line) {
        Long count = file.lines().get(line);
        List<String> words = words(line, count);
        String kind = count == null ? "" : count == 0 ? "missed" : words.isEmpty() ? "hit" : "partly";
        String sign = count == null ? "" : count == 0 ? "✗ " : words.isEmpty() ? "" : "◐ ";
        html.append("<tr id=\"l-").append(number).append('-').append(line).append('"');
        if (!kind.isEmpty()) {
            html.append(" class=\"").append(kind).append('"');
        }
        BitSet tests = file.tests().getOrDefault(line, new BitSet());
        if (!tests.isEmpty()) {
            html.append(" data-set=\"").append(sets.number(tests)).append('"');
        }
        html.append("><th scope=\"row\">").append(line).append("</th><td class=\"runs\">");
        if (!sign.isEmpty()) {
            html.append("<span role=\"img\" aria-label=\"")
                    .append(count != null && count == 0 ? "not reached" : "partly reached")
                    .append("\">")
                    .append(sign)
                    .append("</span>");
        }
        html.append(count == null ? "" : Html.count(count)).append("</td><td class=\"code\">");
        html.append(Html.text(Html.cut(file.source().get(line - 1), LONGEST_LINE)));
        words.forEach(word -> html.append("<span class=\"why\">").append(word).append("</span>"));
        html.append("</td></tr>\n");
    }

    /** What of a line that was run was not. */
    private List<String> words(int line, @Nullable Long count) {
        List<String> words = new ArrayList<>();
        file.exclusions().stream()
                .filter(one -> one.first() == line)
                .forEach(one -> words.add(Html.text("excluded: " + one.reason())));
        if (count == null || count == 0) {
            return words;
        }
        Set<Integer> said = new HashSet<>();
        for (Branch branch : branches.getOrDefault(line, List.of())) {
            String column = "column " + branch.column() + ": the condition was never ";
            if (branch.reached() == 0) {
                words.add(column + "asked");
                said.add(branch.column());
            } else if (branch.reached() == 1) {
                words.add(column + (branch.taken() == 0 ? "true" : "false"));
            }
        }
        for (Region region : missed.getOrDefault(line, List.of())) {
            if (!said.contains(region.span().column())) {
                words.add("column " + region.span().column() + ": not reached from here");
            }
        }
        return words;
    }
}
