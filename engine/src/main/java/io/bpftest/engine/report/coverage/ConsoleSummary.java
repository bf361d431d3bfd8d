package io.bpftest.engine.report.coverage;

import io.bpftest.error.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A few lines at the end of a run: a table of the files, what is not reached, and what went wrong. */
final class ConsoleSummary {

    private static final String ROW = "         %7s  %8s  %9s  %7s";
    private static final int MOST_FILES = 20;
    private static final int MOST_FUNCTIONS = 8;

    private ConsoleSummary() {}

    static String of(List<FileCoverage> files, List<Problem> problems, Path page) {
        StringBuilder text = new StringBuilder();
        if (!files.isEmpty()) {
            Figures all = Figures.of(files);
            line(
                    text,
                    String.format(Locale.ROOT, ROW, "lines", "branches", "functions", "regions")
                            .replaceFirst(" {8}", "coverage"));
            files.stream()
                    .sorted((a, b) -> Long.compare(
                            b.figures().lines().missed(), a.figures().lines().missed()))
                    .limit(MOST_FILES)
                    .forEach(file -> file(text, file));
            if (files.size() > MOST_FILES) {
                line(text, " ".repeat(48) + (files.size() - MOST_FILES) + " more files");
            }
            if (files.size() > 1) {
                line(text, row(all) + "  all " + files.size() + " files");
            }
            line(text, "see " + page);
        }
        problems.forEach(problem -> line(text, problem.text()));
        return text.toString();
    }

    private static void file(StringBuilder text, FileCoverage file) {
        line(text, row(file.figures()) + "  " + file.name());
        List<FileCoverage.Function> unreached = file.unreached();
        if (!unreached.isEmpty()) {
            String names = unreached.stream()
                    .limit(MOST_FUNCTIONS)
                    .map(FileCoverage.Function::name)
                    .collect(Collectors.joining(", "));
            int more = unreached.size() - MOST_FUNCTIONS;
            line(text, " ".repeat(10) + "not reached: " + names + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static String row(Figures figures) {
        return String.format(
                Locale.ROOT,
                ROW,
                figures.lines().text(),
                figures.branches().text(),
                figures.functions().text(),
                figures.regions().text());
    }

    private static void line(StringBuilder text, String line) {
        text.append("bpf-test: ").append(line).append(System.lineSeparator());
    }
}
