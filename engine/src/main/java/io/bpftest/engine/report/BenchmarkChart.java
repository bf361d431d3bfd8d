package io.bpftest.engine.report;

import io.bpftest.program.Samples;
import java.util.Locale;

/** A bar up to the median and a tick for each sample; its text says the same. */
final class BenchmarkChart {

    private static final double WIDTH = 1000;
    private static final double TICK = 4;

    /** How far the axis goes on behind the largest median; what is beyond stands at its end. */
    private static final double ROOM = 1.3;

    private final double longest;

    /**
     * Will draw charts on one axis from 0.
     *
     * @param largestMedian the largest median of all that are drawn, in nanoseconds
     */
    BenchmarkChart(double largestMedian) {
        this.longest = Math.max(1, largestMedian * ROOM);
    }

    String svg(String subject, Samples samples) {
        StringBuilder marks = new StringBuilder();
        marks.append(String.format(
                Locale.ROOT,
                "<rect class=\"time\" x=\"0\" y=\"0\" width=\"%.2f\" height=\"16\"/>",
                at(samples.median())));
        for (int sample : samples.nanoseconds()) {
            marks.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"tick\" x=\"%.2f\" y=\"3\" width=\"%.0f\" height=\"10\"><title>%d ns</title></rect>",
                    Math.max(0, Math.min(WIDTH - TICK, at(sample) - TICK / 2)),
                    TICK,
                    sample));
        }
        return "<svg class=\"bar\" role=\"img\" viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" aria-label=\""
                + Html.text(subject + ": " + samples) + "\">" + marks + "</svg>";
    }

    private double at(double nanoseconds) {
        return WIDTH * nanoseconds / longest;
    }
}
