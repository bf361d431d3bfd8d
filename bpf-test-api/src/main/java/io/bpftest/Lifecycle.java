package io.bpftest;

/** How long an object that a test names stays loaded. */
public enum Lifecycle {
    /** Loaded afresh for each invocation of a test; nothing leaks from test to test. */
    PER_METHOD,
    /**
     * Loaded once for a class. Before each method its maps and globals return to their state after {@code @BeforeAll}.
     */
    PER_CLASS
}
