package io.bpftest.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Times of a program in nanoseconds per run, in the order in which they were measured: each is the mean of many runs, which
 * the kernel cuts to whole nanoseconds. The median and the median deviation from it are told, since a few samples that
 * something else got in the way of change neither.
 */
public final class Samples {

    private static final double QUIET = 0.02;
    private static final double LOUD = 0.1;

    private final int[] nanoseconds;

    /**
     * Keeps samples.
     *
     * @param nanoseconds at least one
     */
    public Samples(int... nanoseconds) {
        if (nanoseconds.length == 0) {
            throw new IllegalArgumentException("at least one sample");
        }
        this.nanoseconds = nanoseconds.clone();
    }

    /** How many there are. */
    public int size() {
        return nanoseconds.length;
    }

    /** The samples in the order in which they were measured, in nanoseconds per run. */
    public int[] nanoseconds() {
        return nanoseconds.clone();
    }

    /** The median in nanoseconds per run; of an even number of samples the mean of the two in the middle. */
    public double median() {
        return median(Arrays.stream(nanoseconds).asDoubleStream().toArray());
    }

    /** The median absolute deviation from the median, in nanoseconds: half of the samples are as near or nearer. */
    public double spread() {
        double median = median();
        return median(Arrays.stream(nanoseconds)
                .mapToDouble(sample -> Math.abs(sample - median))
                .toArray());
    }

    /** The shortest in nanoseconds per run. */
    public int shortest() {
        return Arrays.stream(nanoseconds).min().orElseThrow();
    }

    /** The longest in nanoseconds per run. */
    public int longest() {
        return Arrays.stream(nanoseconds).max().orElseThrow();
    }

    /** How much the samples vary, in words: what to make of a difference. */
    public String noise() {
        double median = median();
        double spread = spread();
        String within = "half of the samples are within " + text(spread) + " ns of the median";
        if (spread <= 1 || spread <= QUIET * median) {
            return "quiet: " + within;
        }
        return spread <= LOUD * median
                ? "some noise: " + within
                : "noisy: only half of the samples are within " + text(spread)
                        + " ns of the median; the machine does something else";
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** A figure as people read it: {@code 12.5}, {@code 12}. */
    static String text(double value) {
        BigDecimal rounded =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples && Arrays.equals(nanoseconds, samples.nanoseconds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(nanoseconds);
    }

    /** Such as {@code median 21 ns ± 0.5 ns, 20 to 34 ns in 20 samples}. */
    @Override
    public String toString() {
        return "median " + text(median()) + " ns ± " + text(spread()) + " ns, " + shortest() + " to " + longest()
                + " ns in " + size() + (size() == 1 ? " sample" : " samples");
    }
}
