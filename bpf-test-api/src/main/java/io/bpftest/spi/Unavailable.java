package io.bpftest.spi;

/** What becomes of a test that needs what the environment lacks: the values of {@code bpftest.unavailable}. */
public enum Unavailable {
    /** It fails. */
    FAIL,
    /** It is skipped, with the reason. */
    SKIP
}
