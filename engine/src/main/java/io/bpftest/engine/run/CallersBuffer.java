package io.bpftest.engine.run;

import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A caller's direct buffer, the same for many runs mostly: asking for an address costs more than comparing a reference. */
final class CallersBuffer {

    private @Nullable ByteBuffer last;
    private long lastAddress;

    /** Gives the address of what remains of a buffer that is read. */
    long read(ByteBuffer buffer) {
        if (buffer != last) {
            if (!buffer.isDirect()) {
                throw new IllegalArgumentException(
                        "the buffer is not direct: allocate it with ByteBuffer.allocateDirect, or run with a byte[]");
            }
            lastAddress = NativeMemory.address(buffer);
            last = buffer;
        }
        return lastAddress + buffer.position();
    }

    /** Gives the address of what remains of a buffer that is written: by address, so that the kernel would not notice. */
    long written(ByteBuffer buffer) {
        if (buffer != last && buffer.isReadOnly()) {
            throw new IllegalArgumentException("the output buffer is read-only: give one that may be written");
        }
        return read(buffer);
    }
}
