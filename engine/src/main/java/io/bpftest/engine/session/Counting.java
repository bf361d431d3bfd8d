package io.bpftest.engine.session;

import io.bpftest.engine.coverage.Counters;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.spi.GuestEnvironment;
import io.bpftest.spi.record.CountedCode;
import io.bpftest.spi.record.CoverageRecord;
import io.bpftest.spi.record.TestRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the programs of one loaded object count, on its way into the records of the tests that have them run. */
final class Counting {

    private final CountedCode code;
    private final Counters counters;
    private @Nullable TestRecord record;
    private boolean recorded;

    /**
     * Begins.
     *
     * @param record of the test or class that the object is loaded for
     */
    Counting(CountedCode code, Counters counters, TestRecord record) {
        this.code = code;
        this.counters = counters;
        this.record = record;
    }

    /** Records what was counted since the last time, and says for whom is counted from now on. */
    synchronized boolean settle(@Nullable TestRecord next) {
        write(false);
        record = next;
        return recorded;
    }

    /** Records the rest; where nothing ran at all, that. */
    synchronized void end() {
        write(true);
        record = null;
    }

    private void write(boolean last) {
        if (record == null) {
            return;
        }
        long[] counts = counters.sinceLastTime();
        String place = GuestEnvironment.title();
        if (counts.length == 0) {
            new CoverageRecord(record)
                    .uncovered(code.object(), Kernel.release(), place, "the kernel does not let its counters be read");
            recorded = true;
        } else if (Arrays.stream(counts).anyMatch(count -> count != 0) || last && !recorded) {
            new CoverageRecord(record).reached(code, Kernel.release(), place, counts);
            recorded = true;
        }
    }
}
