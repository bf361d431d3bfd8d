package io.bpftest.engine.run;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.SkbContext;
import io.bpftest.program.SkbRun;
import java.nio.ByteBuffer;

/**
 * What the handles of skb types have in common that see a packet from its network header on: the kernel gives zeros for
 * the Ethernet header, which such a program neither sees nor changes.
 */
abstract class NetworkLayerHandle<R extends SkbRun> extends SkbHandle<R> {

    NetworkLayerHandle(RunTarget target) {
        super(target);
    }

    /** Makes the typed result of a run. */
    abstract R made(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context);

    @Override
    final void complete(ByteBuffer packet, ByteBuffer output, int size) {
        for (int i = 0; i < Math.min(RunErrors.SHORTEST, size); i++) {
            output.put(output.position() + i, packet.get(packet.position() + i));
        }
    }

    @Override
    final void complete(long packet, long output, int size) {
        NativeMemory.copy(packet, output, Math.min(RunErrors.SHORTEST, size));
    }

    @Override
    final R result(byte[] input, byte[] output, int returnValue, int nanoseconds, SkbContext context) {
        System.arraycopy(input, 0, output, 0, Math.min(RunErrors.SHORTEST, output.length));
        return made(input, output, returnValue, nanoseconds, context);
    }
}
