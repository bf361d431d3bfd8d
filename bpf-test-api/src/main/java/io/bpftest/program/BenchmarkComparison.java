package io.bpftest.program;

import java.util.Locale;

/**
 * Two programs measured on the same packet in turn, so that whatever else the machine does meets both. Each round is one
 * sample of either, and what is judged is the ratio within rounds.
 *
 * <p>The interval is that of the sign test: it assumes nothing of how times are distributed, and holds the true median of the
 * ratios with more than 99 % confidence, also if it is looked at five times while samples are added, as engines do.
 *
 * @param subject the program that is judged
 * @param reference the one that it is compared with; as many samples, the n-th of each from one round
 * @param allowed how many times the reference's time the subject may take, above 0
 */
public record BenchmarkComparison(Benchmark subject, Benchmark reference, double allowed) {

    /** The ratio's interval may be as wide as this, however little more time is allowed. */
    private static final double FINEST = 1.05;

    /** Nor wider than this, however much more time is allowed. */
    private static final double COARSEST = 1.25;

    /** What the rounds say. */
    public enum Outcome {
        /** Takes at most the allowed time, with confidence. */
        NOT_SLOWER,
        /** Takes more than the allowed time, with confidence. */
        SLOWER,
        /** Takes about as long as is allowed: the interval holds that ratio, and is narrow. */
        AS_ALLOWED,
        /** The interval holds the allowed ratio and is not narrow: nothing can be said. */
        TOO_NOISY
    }

    /** Checks that both have the same number of samples. */
    public BenchmarkComparison {
        if (subject.samples().size() != reference.samples().size()) {
            throw new IllegalArgumentException("samples of the same rounds");
        }
        if (!(allowed > 0)) {
            throw new IllegalArgumentException("a ratio above 0, such as 1.10: " + allowed);
        }
    }

    /** How many rounds there were. */
    public int rounds() {
        return subject.samples().size();
    }

    /** The median ratio of the subject's time to the reference's. */
    public double ratio() {
        return middle().median();
    }

    /** The lower end of the ratio's interval. */
    public double lowest() {
        return middle().lowest();
    }

    /** The upper end of the ratio's interval. */
    public double highest() {
        return middle().highest();
    }

    /** What the rounds say. */
    public Outcome outcome() {
        if (leastPossible().lowest() > allowed) {
            return Outcome.SLOWER;
        }
        Ratios ratios = middle();
        if (ratios.highest() <= allowed) {
            return Outcome.NOT_SLOWER;
        }
        double narrow = Math.max(FINEST, Math.min(allowed, COARSEST));
        return ratios.highest() / ratios.lowest() > narrow ? Outcome.TOO_NOISY : Outcome.AS_ALLOWED;
    }

    /** Whether more rounds would not change the outcome. */
    public boolean isDecided() {
        Outcome outcome = outcome();
        return outcome == Outcome.SLOWER || outcome == Outcome.NOT_SLOWER;
    }

    /** The kernel cuts a time to whole nanoseconds, so that the truth lies half a nanosecond above, in the mean. */
    private Ratios middle() {
        return Ratios.of(subject.samples(), 0.5, reference.samples(), 0.5);
    }

    /** What was cut off may have been nothing of the subject's time, and almost a nanosecond of the reference's. */
    private Ratios leastPossible() {
        return Ratios.of(subject.samples(), 0, reference.samples(), 1);
    }

    private static String two(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** Such as {@code 1.02 times, 1.01 to 1.04 in 20 rounds}. */
    @Override
    public String toString() {
        String interval = Double.isInfinite(highest())
                ? "too few to know how exactly, "
                : two(lowest()) + " to " + two(highest()) + " in ";
        return two(ratio()) + " times, " + interval + rounds() + (rounds() == 1 ? " round" : " rounds");
    }
}
