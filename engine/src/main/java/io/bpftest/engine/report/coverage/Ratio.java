package io.bpftest.engine.report.coverage;

import java.util.Locale;

/** How many of some things were reached. */
record Ratio(long reached, long all) {

    static final Ratio NONE = new Ratio(0, 0);

    Ratio plus(Ratio other) {
        return new Ratio(reached + other.reached, all + other.all);
    }

    long missed() {
        return all - reached;
    }

    /** Rounded down, so that 100 means all of them; nothing to reach counts as reached. */
    double percent() {
        return all == 0 ? 100 : Math.floor(reached * 1000.0 / all) / 10;
    }

    /** Such as {@code 83.3 %}; a dash where there is nothing to reach. */
    String text() {
        return all == 0 ? "–" : String.format(Locale.ROOT, reached == all ? "%.0f %%" : "%.1f %%", percent());
    }

    /** As a fraction of 1, for formats of others. */
    String fraction() {
        return String.format(Locale.ROOT, "%.4f", all == 0 ? 1.0 : (double) reached / all);
    }
}
