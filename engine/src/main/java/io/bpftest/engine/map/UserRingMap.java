package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.UserRingBuffer;
import java.util.List;
import java.util.function.Function;

/** User ring buffers, written by libbpf. */
public final class UserRingMap<E> implements UserRingBuffer<E>, LiveMap {

    private final MapTarget target;
    private final Function<E, Codec<E>> codecs;
    private final Ring ring;

    /**
     * Makes the handle of a map.
     *
     * @param codecs gives the codec of a sample
     */
    public UserRingMap(MapTarget target, Function<E, Codec<E>> codecs) {
        this.target = target;
        this.codecs = codecs;
        this.ring = target.lifetime().shared(List.of(target, Ring.class), Ring.class, () -> new Ring(target));
    }

    /** libbpf's side of the buffer, one for all handles: it keeps the writer's position. */
    private static final class Ring {
        private final long pointer;

        Ring(MapTarget target) {
            try {
                pointer = Native.libbpf().user_ring_buffer__new(target.fd(), 0);
            } catch (UnsatisfiedLinkError e) {
                throw new FeatureMissingException(
                        new Problem(
                                "Map \"" + target.info().name() + "\" cannot be written",
                                "libbpf " + Native.libbpf().libbpf_version_string() + ", without user ring buffers",
                                "libbpf 1.1 or newer",
                                "install a newer libbpf"),
                        e);
            }
            if (pointer == 0) {
                throw EventSink.refused(target, Native.errno());
            }
            target.lifetime().atEnd(() -> Native.libbpf().user_ring_buffer__free(pointer));
        }
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
    public void send(E sample) {
        Codec<E> codec = codecs.apply(sample);
        long encoded = Scratch.of(codec.size());
        codec.encode(sample, encoded);
        byte[] bytes = NativeMemory.getBytes(encoded, codec.size());
        synchronized (ring) {
            target.lifetime().check();
            LibBpf libbpf = Native.libbpf();
            long room = libbpf.user_ring_buffer__reserve(ring.pointer, bytes.length);
            if (room == 0) {
                throw noRoom(bytes.length, Native.errno());
            }
            NativeMemory.putBytes(room, bytes);
            libbpf.user_ring_buffer__submit(ring.pointer, room);
        }
    }

    @Override
    public String toString() {
        return "map \"" + info().name() + "\"";
    }

    private MapAccessException noRoom(int size, int error) {
        return new MapAccessException(new Problem(
                "Map \"" + info().name() + "\" (" + info().type() + ") has no room for a sample of " + size + " bytes",
                Errno.text(error),
                "at most " + info().maxEntries() + " bytes with what waits, each sample with a header of 8 bytes",
                "let a program drain the buffer first, send less, or raise max_entries"));
    }
}
