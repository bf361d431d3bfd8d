package io.bpftest.spi.record;

import io.bpftest.program.ProgramInfo;
import io.bpftest.program.Run;
import io.bpftest.program.VerifierFigures;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the runs of one program handle, for the test that runs; of no test, it counts nothing. Engines use it. */
public final class RunRecorder {

    private static final RunRecorder NONE = new RunRecorder(null, false);

    private final @Nullable Tally home;
    private final boolean shared;

    private RunRecorder(@Nullable Tally home, boolean shared) {
        this.home = home;
        this.shared = shared;
    }

    /**
     * Makes the recorder of a handle, in the thread that the handle is for.
     *
     * @param figures asked once, only if there is a test to record
     */
    public static RunRecorder of(ProgramInfo program, Supplier<ProgramFigures> figures) {
        TestRecord record = TestRecord.ofThread();
        return record == null ? NONE : new RunRecorder(record.tally(program, figures), !record.isOfOneTest());
    }

    /** Counts a run, and keeps its packet if it is among the first. */
    public void ran(Run run) {
        Tally tally = tally();
        if (tally != null) {
            tally.count(run);
        }
    }

    /** Counts a run by its return value alone. */
    public void ran(int returnValue) {
        Tally tally = tally();
        if (tally != null) {
            tally.count(returnValue);
        }
    }

    /** Keeps what the verifier counted of the program, once it is known. */
    public void verified(VerifierFigures figures) {
        Tally tally = tally();
        if (tally != null) {
            tally.verified(figures);
        }
    }

    /** A handle that a class shares counts for the test that runs in this thread, and in threads of none for the class. */
    private @Nullable Tally tally() {
        if (!shared || home == null) {
            return home;
        }
        TestRecord current = TestRecord.ofThread();
        return current == null ? home : current.tallyLike(home);
    }
}
