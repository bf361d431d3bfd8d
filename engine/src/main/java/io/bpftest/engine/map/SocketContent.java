package io.bpftest.engine.map;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.map.MapRefusal.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The sockets that a test had put into a map. Those that a program put there are not known, and go; those that are closed
 * have gone.
 */
final class SocketContent implements MapContent {

    private final MapCalls calls;
    private final SocketsPut put;
    private final Map<ByteBuffer, IntSupplier> sockets;
    private final int keySize;
    private final int valueSize;

    SocketContent(MapTarget target) {
        this.calls = new MapCalls(target);
        this.put = SocketsPut.of(target);
        this.sockets = put.copy();
        this.keySize = target.info().keySize();
        this.valueSize = target.info().valueSize();
    }

    @Override
    public void restore() {
        for (byte[] key : keys()) {
            calls.delete(written(key));
        }
        sockets.forEach((key, socket) -> {
            int descriptor = socket.getAsInt();
            if (descriptor != SocketsPut.CLOSED) {
                put(key.array(), descriptor);
            }
        });
        put.replace(sockets);
    }

    private void put(byte[] key, int descriptor) {
        long address = written(key);
        SocketTypedMap.writeDescriptor(address + Scratch.align(keySize), descriptor, valueSize);
        int error = calls.tryUpdate(address, address + Scratch.align(keySize), MapCalls.BPF_ANY);
        if (error < 0) {
            throw calls.refused(Operation.WRITE, error);
        }
    }

    private List<byte[]> keys() {
        List<byte[]> all = new ArrayList<>();
        long next = Scratch.of(keySize);
        long key = 0;
        for (long step = 0; step < calls.mostSteps() && calls.next(key, next); step++) {
            all.add(NativeMemory.getBytes(next, keySize));
            key = next;
        }
        return all;
    }

    private long written(byte[] key) {
        long address = Scratch.of(Scratch.align(keySize) + (long) Long.BYTES);
        NativeMemory.putBytes(address, key);
        return address;
    }
}
