package io.bpftest.engine.run;

import io.bpftest.program.SkbContext;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SocketFilterRun;

/** Runs socket filters. */
public final class SocketFilterHandle extends NetworkLayerHandle<SocketFilterRun> implements SocketFilterProgram {

    /** Makes the handle of a loaded program. */
    public SocketFilterHandle(RunTarget target) {
        super(target);
    }

    @Override
    SocketFilterRun made(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        return new SocketFilterRun(this, input, output, returnValue, nanoseconds, context);
    }
}
