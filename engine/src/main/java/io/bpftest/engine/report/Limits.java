package io.bpftest.engine.report;

import java.util.List;

/**
 * How much of what a page may hold, so that it stays under 20 MB whatever the tests are.
 *
 * @param packets characters of dissected packets
 * @param name characters of a test's name
 * @param message characters of a message, of those that stand in full
 * @param shortMessage characters of the others
 */
record Limits(int packets, int name, int message, int shortMessage) {

    /** In bytes. */
    static final int LARGEST_PAGE = 19_000_000;

    /** How many failures stand in the page itself. */
    static final int MOST_FAILURES = 200;

    /** How many programs do. */
    static final int MOST_PROGRAMS = 500;

    /** The first that gives a page of that size is taken. */
    static final List<Limits> ALL = List.of(
            new Limits(9_000_000, 300, 8_000, 600),
            new Limits(4_000_000, 120, 2_000, 100),
            new Limits(1_000_000, 60, 1_000, 40),
            new Limits(0, 20, 500, 0));
}
