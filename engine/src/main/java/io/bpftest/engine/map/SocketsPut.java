package io.bpftest.engine.map;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** The sockets that tests put into a map, by the bytes of their keys: the kernel lets nobody read them out. */
final class SocketsPut {

    /** Stands for a socket that is closed by now. */
    static final int CLOSED = -1;

    private final Map<ByteBuffer, IntSupplier> sockets = new LinkedHashMap<>();

    /** Gives a map's, which all its handles share. */
    static SocketsPut of(MapTarget target) {
        return target.lifetime().shared(List.of(target, SocketsPut.class), SocketsPut.class, SocketsPut::new);
    }

    /** Remembers a socket; its descriptor is asked for again later. */
    synchronized void put(byte[] key, IntSupplier descriptor) {
        sockets.put(ByteBuffer.wrap(key), descriptor);
    }

    synchronized void remove(byte[] key) {
        sockets.remove(ByteBuffer.wrap(key));
    }

    synchronized Map<ByteBuffer, IntSupplier> copy() {
        return new LinkedHashMap<>(sockets);
    }

    synchronized void replace(Map<ByteBuffer, IntSupplier> all) {
        sockets.clear();
        sockets.putAll(all);
    }
}
