package io.bpftest.engine.report.coverage;

import java.util.Collection;

/** What was reached of a file, or of all. */
record Figures(Ratio lines, Ratio branches, Ratio functions, Ratio regions) {

    static Figures of(Collection<FileCoverage> files) {
        Figures sum = new Figures(Ratio.NONE, Ratio.NONE, Ratio.NONE, Ratio.NONE);
        for (FileCoverage file : files) {
            sum = sum.plus(file.figures());
        }
        return sum;
    }

    private Figures plus(Figures other) {
        return new Figures(
                lines.plus(other.lines),
                branches.plus(other.branches),
                functions.plus(other.functions),
                regions.plus(other.regions));
    }
}
