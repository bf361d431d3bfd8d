package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.Html;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Coverage in the XML of Cobertura (coverage-04.dtd), which Jenkins, GitLab and Azure read; a folder counts as a package. */
final class CoberturaFile {

    private CoberturaFile() {}

    /**
     * Writes the file.
     *
     * @param project the folder that names are relative to
     * @param time milliseconds since 1970
     */
    static String of(List<FileCoverage> files, Path project, long time) {
        Figures all = Figures.of(files);
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
                """);
        xml.append("<coverage ")
                .append(rates(all))
                .append(String.format(
                        Locale.ROOT,
                        " lines-covered=\"%d\" lines-valid=\"%d\" branches-covered=\"%d\" branches-valid=\"%d\"",
                        all.lines().reached(),
                        all.lines().all(),
                        all.branches().reached(),
                        all.branches().all()))
                .append(" complexity=\"0\" version=\"bpf-test\" timestamp=\"")
                .append(time)
                .append("\">\n<sources><source>")
                .append(Html.text(project.toString()))
                .append("</source></sources>\n<packages>\n");
        Map<String, List<FileCoverage>> packages =
                files.stream().collect(Collectors.groupingBy(CoberturaFile::folder, TreeMap::new, Collectors.toList()));
        packages.forEach((name, those) -> {
            xml.append("<package name=\"").append(Html.text(name)).append("\" ");
            xml.append(rates(Figures.of(those))).append(" complexity=\"0\"><classes>\n");
            those.forEach(file -> file(xml, file));
            xml.append("</classes></package>\n");
        });
        return xml.append("</packages>\n</coverage>\n").toString();
    }

    private static String folder(FileCoverage file) {
        int end = file.name().lastIndexOf('/');
        return end <= 0 ? "." : file.name().substring(0, end);
    }

    private static String rates(Figures figures) {
        return "line-rate=\"" + figures.lines().fraction() + "\" branch-rate=\""
                + figures.branches().fraction() + "\"";
    }

    private static void file(StringBuilder xml, FileCoverage file) {
        String name = Html.text(file.name());
        xml.append("<class name=\"")
                .append(name.substring(name.lastIndexOf('/') + 1))
                .append("\" filename=\"")
                .append(name)
                .append("\" ")
                .append(rates(file.figures()))
                .append(" complexity=\"0\"><methods>\n");
        for (FileCoverage.Function function : file.functions()) {
            xml.append("<method name=\"")
                    .append(Html.text(function.name()))
                    .append("\" signature=\"\" ")
                    .append(rates(file.figuresOf(function)))
                    .append(" complexity=\"0\"><lines><line number=\"")
                    .append(function.line())
                    .append("\" hits=\"")
                    .append(function.count())
                    .append("\"/></lines></method>\n");
        }
        xml.append("</methods><lines>\n");
        file.lines().forEach((line, count) -> line(xml, file, line, count));
        xml.append("</lines></class>\n");
    }

    private static void line(StringBuilder xml, FileCoverage file, int line, long count) {
        xml.append("<line number=\"").append(line).append("\" hits=\"").append(count);
        List<FileCoverage.Branch> branches = file.branchesOf(line);
        if (branches.isEmpty()) {
            xml.append("\" branch=\"false\"/>\n");
            return;
        }
        int all = 2 * branches.size();
        int reached = branches.stream().mapToInt(FileCoverage.Branch::reached).sum();
        xml.append("\" branch=\"true\" condition-coverage=\"")
                .append(100 * reached / all)
                .append("% (")
                .append(reached)
                .append('/')
                .append(all)
                .append(")\"/>\n");
    }
}
