package io.bpftest.engine.run;

import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpRun;

/** Runs XDP programs. */
public final class XdpHandle extends PacketHandle<XdpRun> implements XdpProgram {

    /** Makes the handle of a loaded program. */
    public XdpHandle(RunTarget target) {
        super(target, RunErrors.XDP);
    }

    @Override
    XdpRun result(byte[] input, byte[] output, int returnValue, int nanoseconds) {
        return new XdpRun(this, input, output, returnValue, nanoseconds);
    }
}
