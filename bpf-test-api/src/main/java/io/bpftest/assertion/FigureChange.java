package io.bpftest.assertion;

import io.bpftest.program.VerifierFigure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure that was approved, and what it is now.
 *
 * @param now null where the kernel does not tell it any more
 */
record FigureChange(
        VerifierFigure figure, long approved, @Nullable Long now) {

    private static final double PERCENT = 100;

    /** Tells whether it differs by more than a part of the approved one, rounded up to a whole number. */
    boolean isBeyond(double tolerance) {
        return now == null || Math.abs(now - approved) > Math.ceil(approved * tolerance);
    }

    /** In words, such as {@code 10,000 -> 14,896 instructions (+49.0 %)}. */
    @Override
    public String toString() {
        if (now == null) {
            return String.format(Locale.ROOT, "%,d -> not told %s", approved, figure.words());
        }
        String change =
                approved == 0 ? "" : String.format(Locale.ROOT, " (%+.1f %%)", (now - approved) * PERCENT / approved);
        return String.format(Locale.ROOT, "%,d -> %,d %s%s", approved, now, figure.words(), change);
    }
}
