package io.bpftest.engine.run;

import io.bpftest.program.LwtProgram;
import io.bpftest.program.LwtRun;
import io.bpftest.program.SkbContext;

/** Runs LWT programs. */
public final class LwtHandle extends NetworkLayerHandle<LwtRun> implements LwtProgram {

    /** Makes the handle of a loaded program. */
    public LwtHandle(RunTarget target) {
        super(target);
    }

    @Override
    LwtRun made(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        return new LwtRun(this, input, output, returnValue, nanoseconds, context);
    }
}
