package io.bpftest.engine.map;

/** What a map held, to be put back. */
@FunctionalInterface
public interface MapContent {

    /**
     * Puts it back: what was added since goes, what was changed or removed returns.
     *
     * @throws io.bpftest.error.MapAccessException if the kernel does not take it any more
     */
    void restore();
}
