package io.bpftest.engine.run;

import io.bpftest.program.PacketProgram;
import io.bpftest.program.ProgramRun;
import java.nio.ByteBuffer;

/** What the handles of all program types have in common that take one packet and give one. */
abstract class PacketHandle<R extends ProgramRun, O> extends PacketReadingHandle<R, O> implements PacketProgram<R, O> {

    PacketHandle(RunTarget target, RunErrors errors) {
        super(target, errors);
    }

    @Override
    public final int run(ByteBuffer packet, ByteBuffer output) {
        return runInto(packet, output);
    }
}
