package io.bpftest.engine.run;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.FlowDissectorOptions;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.FlowDissectorRun;
import io.bpftest.program.FlowKeys;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Runs flow dissectors: what comes out is a {@code struct bpf_flow_keys}, which is the context too. */
public final class FlowDissectorHandle extends PacketReadingHandle<FlowDissectorRun, FlowDissectorOptions>
        implements FlowDissectorProgram {

    private static final int FLAGS = 48;

    private static final byte[] NOTHING = {};

    /** Makes the handle of a loaded program. */
    public FlowDissectorHandle(RunTarget target) {
        super(target, RunErrors.FLOW_DISSECTOR);
    }

    @Override
    int execute(TestRun run, int program, byte[] packet, @Nullable FlowDissectorOptions options) {
        if (options != null) {
            NativeMemory.putInt(run.newContext(FlowKeys.SIZE) + FLAGS, options.flagBits());
        }
        return run.run(program, NOTHING, packet, options == null ? 0 : FlowKeys.SIZE, false);
    }

    @Override
    FlowDissectorRun result(byte[] input, TestRun run) {
        FlowKeys keys = FlowKeys.read(ByteBuffer.wrap(run.output(0, FlowKeys.SIZE)));
        return new FlowDissectorRun(this, input, run.returnValue(), run.duration(), keys);
    }

    @Override
    public int run(ByteBuffer packet, ByteBuffer keys) {
        return runInto(packet, keys);
    }
}
