package io.bpftest;

/** How long an object that a test names stays loaded. */
public enum Lifecycle {
    /** Loaded afresh for each invocation of a test; nothing leaks from test to test. */
    PER_METHOD,
    /**
     * Loaded once for a class. Before each invocation of a method its maps and globals return to their state after the
     * class's {@code @BeforeAll}; dynamic tests of one factory share one invocation.
     */
    PER_CLASS
}
