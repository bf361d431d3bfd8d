package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;

/**
 * The system calls on one map, by addresses of native memory. What a caller can expect to fail comes back as a result;
 * everything else is thrown.
 */
final class MapCalls {

    // enum of update flags (linux/bpf.h)
    static final int BPF_ANY = 0;
    static final int BPF_NOEXIST = 1;
    static final int BPF_EXIST = 2;

    /** How often iteration may begin again because a program removed the key it stood at. */
    private static final int RESTARTS = 1000;

    private final LibBpf libbpf = Native.libbpf();
    private final MapTarget target;

    MapCalls(MapTarget target) {
        this.target = target;
    }

    MapInfo info() {
        return target.info();
    }

    /** Copies the value of a key; false where there is none. */
    boolean lookup(long key, long value) {
        int error = libbpf.bpf_map_lookup_elem(fd(), key, value);
        if (error < 0 && !Errno.ENOENT.is(error)) {
            throw refused(Operation.READ, error);
        }
        return error == 0;
    }

    /** Copies the value of a key and removes it; false where there is none. */
    boolean take(long key, long value) {
        int error = libbpf.bpf_map_lookup_and_delete_elem(fd(), key, value);
        if (error < 0 && !Errno.ENOENT.is(error)) {
            throw refused(Operation.READ, error);
        }
        return error == 0;
    }

    /** Sets the value of a key. */
    void update(long key, long value) {
        int error = tryUpdate(key, value, BPF_ANY);
        if (error < 0) {
            throw refused(Operation.WRITE, error);
        }
    }

    /** Sets the value of a new key; false where there is one. */
    boolean insert(long key, long value) {
        int error = tryUpdate(key, value, BPF_NOEXIST);
        if (error < 0 && !Errno.EEXIST.is(error)) {
            throw refused(Operation.WRITE, error);
        }
        return error == 0;
    }

    /** Sets the value of a key that is there; false where there is none. */
    boolean overwrite(long key, long value) {
        int error = tryUpdate(key, value, BPF_EXIST);
        if (error < 0 && !Errno.ENOENT.is(error)) {
            throw refused(Operation.WRITE, error);
        }
        return error == 0;
    }

    /** Sets the value of a key; gives 0 or what libbpf gives, for callers who know better what an error means. */
    int tryUpdate(long key, long value, long flags) {
        return libbpf.bpf_map_update_elem(fd(), key, value, flags);
    }

    /** Removes a key; false where there was none. */
    boolean delete(long key) {
        int error = libbpf.bpf_map_delete_elem(fd(), key);
        // A sockmap calls a key without a socket invalid (net/core/sock_map.c).
        boolean absent = Errno.ENOENT.is(error) || Errno.EINVAL.is(error) && info().type() == MapType.SOCKMAP;
        if (error < 0 && !absent) {
            throw refused(Operation.REMOVE, error);
        }
        return error == 0;
    }

    /** Gives the key behind another, the first behind 0; false at the end. */
    boolean next(long key, long next) {
        int error = libbpf.bpf_map_get_next_key(fd(), key, next);
        if (error < 0 && !Errno.ENOENT.is(error)) {
            throw refused(Operation.ITERATE, error);
        }
        return error == 0;
    }

    /** Reads many entries at once; gives 0, or ENOENT at the end, or another of libbpf's errors. */
    int lookupBatch(long in, long out, long keys, long values, long count) {
        return libbpf.bpf_map_lookup_batch(fd(), in, out, keys, values, count, 0);
    }

    /** Reads and removes many entries at once; otherwise as {@link #lookupBatch}. */
    int takeBatch(long in, long out, long keys, long values, long count) {
        return libbpf.bpf_map_lookup_and_delete_batch(fd(), in, out, keys, values, count, 0);
    }

    /** Sets many entries at once; the count tells afterwards how many were. */
    int updateBatch(long keys, long values, long count) {
        return libbpf.bpf_map_update_batch(fd(), keys, values, count, 0);
    }

    /** The most steps an iteration takes, so that one against a program that removes and adds keys ends. */
    long mostSteps() {
        return Integer.toUnsignedLong(info().maxEntries()) + RESTARTS;
    }

    /** Says in words why the kernel refused. */
    MapAccessException refused(Operation operation, int error) {
        return refusal().explain(operation, error);
    }

    MapRefusal refusal() {
        return new MapRefusal(target);
    }

    private int fd() {
        target.lifetime().check();
        return target.fd();
    }
}
