package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.OwnSocket;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.KernelSocket;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.SocketMap;
import java.nio.channels.NetworkChannel;
import java.util.function.IntSupplier;

/** Sockmap, sockhash and reuseport_sockarray: a file descriptor goes in, and no socket can be read out. */
public final class SocketTypedMap<K> implements SocketMap<K>, LiveMap {

    private final MapTarget target;
    private final Codec<K> keys;
    private final MapCalls calls;
    private final SocketsPut put;

    /** Makes the handle of a map; the codec's size is that of the map's keys. */
    public SocketTypedMap(MapTarget target, Codec<K> keys) {
        this.target = target;
        this.keys = keys;
        this.calls = new MapCalls(target);
        this.put = SocketsPut.of(target);
    }

    @Override
    public MapTarget target() {
        return target;
    }

    @Override
    public MapInfo info() {
        return target.info();
    }

    @Override
    public MapState state(int limit) {
        return new OpaqueMap(target).state(limit);
    }

    @Override
    public void put(K key, NetworkChannel socket) {
        put(
                key,
                OwnSocket.of(socket).descriptor(),
                () -> socket.isOpen() ? OwnSocket.of(socket).descriptor() : SocketsPut.CLOSED);
    }

    @Override
    public void put(K key, KernelSocket socket) {
        if (socket.descriptor() < 0) {
            throw new MapAccessException(new Problem(
                    "A socket cannot be put into map \"" + info().name() + "\"",
                    socket + ", which is closed",
                    "an open socket",
                    "close it after its last use"));
        }
        put(key, socket.descriptor(), socket::descriptor);
    }

    private void put(K key, int descriptor, IntSupplier later) {
        long address = Scratch.of(Scratch.align(keys.size()) + (long) Long.BYTES);
        long value = address + Scratch.align(keys.size());
        keys.encode(key, address);
        writeDescriptor(value, descriptor, info().valueSize());
        byte[] raw = NativeMemory.getBytes(address, keys.size());
        calls.update(address, value);
        put.put(raw, later);
    }

    /** The map's values have 4 or 8 bytes; the kernel reads a descriptor of that size. */
    static void writeDescriptor(long value, int descriptor, int size) {
        if (size == Integer.BYTES) {
            NativeMemory.putInt(value, descriptor);
        } else {
            NativeMemory.putLong(value, descriptor);
        }
    }

    @Override
    public boolean remove(K key) {
        long address = Scratch.of(keys.size());
        keys.encode(key, address);
        put.remove(NativeMemory.getBytes(address, keys.size()));
        return calls.delete(address);
    }
}
