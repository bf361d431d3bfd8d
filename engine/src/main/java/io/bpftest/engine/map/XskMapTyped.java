package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.map.XskMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Xskmaps: a file descriptor goes in, and nothing comes out. */
public final class XskMapTyped extends SlotMap implements XskMap {

    private final SocketsPut put;

    /** Makes the handle of a map. */
    public XskMapTyped(MapTarget target) {
        super(target);
        this.put = SocketsPut.of(target);
    }

    @Override
    public void put(int index, int descriptor) {
        int error = write(index, descriptor, 0);
        if (Errno.E2BIG.is(error)) {
            throw calls().refused(Operation.WRITE, error);
        } else if (error < 0) {
            throw doesNotTake(
                    "file descriptor " + descriptor,
                    error,
                    "an AF_XDP socket with a receive ring, which Java has none of",
                    "take one of a lab: LabInterface.xskSocket()");
        }
        put.put(bytes(index), () -> descriptor);
    }

    @Override
    public void remove(int index) {
        put.remove(bytes(index));
        empty(index);
    }

    private static byte[] bytes(int index) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(index)
                .array();
    }
}
