package io.bpftest.engine.run;

import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SocketFilterRun;

/** Runs socket filters. */
public final class SocketFilterHandle extends PacketHandle<SocketFilterRun> implements SocketFilterProgram {

    /** Makes the handle of a loaded program. */
    public SocketFilterHandle(RunTarget target) {
        super(target, RunErrors.SKB);
    }

    @Override
    SocketFilterRun result(byte[] input, byte[] output, int returnValue, int nanoseconds) {
        // The kernel gives zeros for the Ethernet header, which such a program neither sees nor changes.
        System.arraycopy(input, 0, output, 0, Math.min(RunErrors.SHORTEST, output.length));
        return new SocketFilterRun(this, input, output, returnValue, nanoseconds);
    }
}
