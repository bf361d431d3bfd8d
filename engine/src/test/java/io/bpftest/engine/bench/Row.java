package io.bpftest.engine.bench;

import java.util.Arrays;

/**
 * One line of the report.
 *
 * @param title what was measured
 * @param measured the measured figures, as text
 * @param value the figure that counts
 * @param target what it may be at most
 * @param unit what the value and its target are in, such as {@code x} for a ratio
 */
record Row(String title, String measured, double value, double target, String unit) {

    /** Compares two sides round by round, since rounds that follow each other see the same machine. */
    static Row ratio(String title, double[] c, double[] java, double nanosecondsPerUnit, String unit, double target) {
        return ratio(title, "C", c, java, nanosecondsPerUnit, unit, target);
    }

    /** Compares with another side than C. */
    static Row ratio(
            String title,
            String beside,
            double[] c,
            double[] java,
            double nanosecondsPerUnit,
            String unit,
            double target) {
        double[] ratios = new double[c.length];
        Arrays.setAll(ratios, round -> java[round] / c[round]);
        String measured = String.format(
                "%s %8.1f %s   Java %8.1f %s",
                beside, median(c) / nanosecondsPerUnit, unit, median(java) / nanosecondsPerUnit, unit);
        return new Row(title, measured, median(ratios), target, "x");
    }

    /** The middle of the values. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Tells whether the value is within its target. */
    boolean isWithin() {
        return value <= target;
    }

    @Override
    public String toString() {
        return String.format(
                "%-38s %-36s %8.2f %-6s target %8.2f   %s",
                title, measured, value, unit, target, isWithin() ? "ok" : "OVER");
    }
}
