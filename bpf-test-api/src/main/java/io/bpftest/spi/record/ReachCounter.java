package io.bpftest.spi.record;

import org.jspecify.annotations.Nullable;

/** A loaded object whose programs count what they reach of their source. */
public interface ReachCounter {

    /**
     * Records what was reached since the last time for the test or class that was named then, or in whose thread the object
     * was loaded; what is reached from now on counts for another.
     *
     * @param record the other; null if nothing is to be recorded from now on
     */
    void countFor(@Nullable TestRecord record);
}
