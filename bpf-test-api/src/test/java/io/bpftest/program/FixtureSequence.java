package io.bpftest.program;

import java.util.List;

/** Makes sequences of runs that no program made. */
public final class FixtureSequence {

    /** A context in which nothing is set. */
    public static final SkbContext CONTEXT = new SkbContext(0, 0, 0, 0, new int[5], 0, 0, 0, 0);

    private FixtureSequence() {}

    public static <R extends ProgramRun> RunSequence<R> of(List<R> runs) {
        return new RunSequence<>(runs);
    }
}
