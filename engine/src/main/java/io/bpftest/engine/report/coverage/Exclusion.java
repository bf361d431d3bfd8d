package io.bpftest.engine.report.coverage;

/**
 * Lines that a comment excludes.
 *
 * @param reached how often they were run all the same
 */
record Exclusion(int first, int last, String reason, long reached) {

    Exclusion reached(long times) {
        return new Exclusion(first, last, reason, times);
    }

    /** Such as {@code line 7} or {@code lines 7 to 9}. */
    String lines() {
        return first == last ? "line " + first : "lines " + first + " to " + last;
    }
}
