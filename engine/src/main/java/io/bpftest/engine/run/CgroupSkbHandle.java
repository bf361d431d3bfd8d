package io.bpftest.engine.run;

import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.CgroupSkbRun;
import io.bpftest.program.SkbContext;

/** Runs cgroup skb programs. */
public final class CgroupSkbHandle extends NetworkLayerHandle<CgroupSkbRun> implements CgroupSkbProgram {

    /** Makes the handle of a loaded program. */
    public CgroupSkbHandle(RunTarget target) {
        super(target);
    }

    @Override
    CgroupSkbRun made(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        return new CgroupSkbRun(this, input, output, returnValue, nanoseconds, context);
    }
}
