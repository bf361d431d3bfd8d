package io.bpftest.engine.report.coverage;

import java.util.List;

/** Coverage in the format of lcov's tracefiles (geninfo(1)), which most services and editors read. */
final class LcovFile {

    private LcovFile() {}

    static String of(List<FileCoverage> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(file -> append(text, file));
        return text.toString();
    }

    private static void append(StringBuilder text, FileCoverage file) {
        Figures figures = file.figures();
        line(text, "TN:");
        line(text, "SF:" + file.path());
        file.functions().forEach(function -> line(text, "FN:" + function.line() + "," + function.name()));
        file.functions().forEach(function -> line(text, "FNDA:" + function.count() + "," + function.name()));
        totals(text, "FN", figures.functions());
        int number = 0;
        for (FileCoverage.Branch branch : file.branches()) {
            // A condition that was never asked has a dash, which tells it from one that was never true.
            boolean asked = branch.reached() > 0;
            line(text, "BRDA:" + branch.line() + "," + number + ",0," + (asked ? branch.taken() : "-"));
            line(text, "BRDA:" + branch.line() + "," + number + ",1," + (asked ? branch.notTaken() : "-"));
            number++;
        }
        totals(text, "BR", figures.branches());
        file.lines().forEach((line, count) -> line(text, "DA:" + line + "," + count));
        line(text, "LF:" + figures.lines().all());
        line(text, "LH:" + figures.lines().reached());
        line(text, "end_of_record");
    }

    private static void totals(StringBuilder text, String what, Ratio ratio) {
        line(text, what + "F:" + ratio.all());
        line(text, what + "H:" + ratio.reached());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
