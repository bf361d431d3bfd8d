package io.bpftest.engine.run;

import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.SocketFilterRun;
import java.nio.ByteBuffer;

/** Runs socket filters. */
public final class SocketFilterHandle extends PacketHandle<SocketFilterRun> implements SocketFilterProgram {

    /** Makes the handle of a loaded program. */
    public SocketFilterHandle(RunTarget target) {
        super(target, RunErrors.SKB);
    }

    /** The kernel gives zeros for the Ethernet header, which such a program neither sees nor changes. */
    @Override
    void complete(ByteBuffer packet, ByteBuffer output, int size) {
        for (int i = 0; i < Math.min(RunErrors.SHORTEST, size); i++) {
            output.put(output.position() + i, packet.get(packet.position() + i));
        }
    }

    @Override
    SocketFilterRun result(byte[] input, byte[] output, int returnValue, int nanoseconds) {
        // As in complete.
        System.arraycopy(input, 0, output, 0, Math.min(RunErrors.SHORTEST, output.length));
        return new SocketFilterRun(this, input, output, returnValue, nanoseconds);
    }
}
