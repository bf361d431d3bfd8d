package io.bpftest.engine.run;

import io.bpftest.engine.benchmark.TimedRun;
import io.bpftest.program.Benchmark;
import io.bpftest.program.Samples;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupRun;
import io.bpftest.spi.record.ProgramFigures;
import java.util.List;

/** An sk_lookup program with the lookup that it is measured on. */
final class LookupTiming implements TimedRun {

    private final SkLookupHandle handle;
    private final SkLookupOptions lookup;
    private final SkLookupRun single;
    private SkLookupRun last;

    /** Runs the program once, which says whether the kernel takes the lookup. */
    LookupTiming(SkLookupHandle handle, SkLookupOptions lookup) {
        this.handle = handle;
        this.lookup = lookup;
        this.single = handle.run(lookup);
        this.last = single;
    }

    @Override
    public int nanoseconds(int repeat) {
        last = handle.repeated(lookup, repeat);
        return (int) Math.min(Integer.MAX_VALUE, last.duration().toNanos());
    }

    @Override
    public Benchmark result(Samples samples, int repeat) {
        ProgramFigures figures = handle.figures();
        List<String> notes = single.returnValue() == last.returnValue()
                ? List.of()
                : List.of("other work than a single run: that gave " + single.outcome() + ", the last of a sample "
                        + last.outcome());
        return new Benchmark(
                handle.info(),
                lookup.toString(),
                single.outcome(),
                samples,
                repeat,
                figures.verified(),
                figures.jited(),
                notes);
    }
}
