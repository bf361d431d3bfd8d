package io.bpftest.engine.run;

import io.bpftest.program.SkbContext;
import io.bpftest.program.TcProgram;
import io.bpftest.program.TcRun;

/** Runs TC classifiers and actions. */
public final class TcHandle extends SkbHandle<TcRun> implements TcProgram {

    /** Makes the handle of a loaded program. */
    public TcHandle(RunTarget target) {
        super(target);
    }

    @Override
    TcRun result(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        return new TcRun(this, input, output, returnValue, nanoseconds, context);
    }
}
