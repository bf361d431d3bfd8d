package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;

/**
 * The system calls on one map, by addresses of native memory. What a caller can expect to fail comes back as a result;
 * everything else is thrown.
 */
final class MapCalls {

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
            throw refused("read", error);
        }
        return error == 0;
    }

    /** Sets the value of a key. */
    void update(long key, long value) {
        int error = libbpf.bpf_map_update_elem(fd(), key, value, 0);
        if (error < 0) {
            throw refused("written", error);
        }
    }

    /** Removes a key; false where there was none. */
    boolean delete(long key) {
        int error = libbpf.bpf_map_delete_elem(fd(), key);
        // A sockmap calls a key without a socket invalid (net/core/sock_map.c).
        boolean absent = Errno.ENOENT.is(error) || Errno.EINVAL.is(error) && info().type() == MapType.SOCKMAP;
        if (error < 0 && !absent) {
            throw refused("removed from", error);
        }
        return error == 0;
    }

    /** Gives the key behind another, the first behind 0; false at the end. */
    boolean next(long key, long next) {
        int error = libbpf.bpf_map_get_next_key(fd(), key, next);
        if (error < 0 && !Errno.ENOENT.is(error)) {
            throw refused("iterated", error);
        }
        return error == 0;
    }

    /** The most steps an iteration takes, so that one against a program that removes and adds keys ends. */
    long mostSteps() {
        return Integer.toUnsignedLong(info().maxEntries()) + RESTARTS;
    }

    private int fd() {
        target.lifetime().check();
        return target.fd();
    }

    private MapAccessException refused(String what, int error) {
        MapInfo info = info();
        String map = "Map \"" + info.name() + "\" (" + info.type() + ")";
        if (Errno.E2BIG.is(error) || Errno.ENOSPC.is(error)) {
            return new MapAccessException(
                    info.type().isArray()
                            ? new Problem(
                                    map + " has no such index",
                                    "an index beyond the end",
                                    "an index of 0 to " + (info.maxEntries() - 1),
                                    "use such an index, or raise max_entries")
                            : new Problem(
                                    map + " is full",
                                    "a new key where " + info.maxEntries() + " entries are the most",
                                    "at most " + info.maxEntries() + " keys",
                                    "remove a key first, or raise max_entries"));
        }
        if (Errno.EPERM.is(error)) {
            return new MapAccessException(new Problem(
                    map + " cannot be " + what + " from a test",
                    Errno.text(error) + ": it is frozen, or made with BPF_F_RDONLY or BPF_F_WRONLY",
                    "a map that user space may use so",
                    "set constants before the object is loaded; drop the flag for the test"));
        }
        if (Errno.EINVAL.is(error) && info.type().isArray()) {
            return new MapAccessException(new Problem(
                    "Entries of an array cannot be removed: map \"" + info.name() + "\"",
                    "a removal",
                    "a hash, LRU hash or LPM trie",
                    "put a zero value instead"));
        }
        return new MapAccessException(new Problem(
                map + " cannot be " + what,
                Errno.text(error),
                "an operation that this kind of map has",
                "see the kernel's documentation of this kind"));
    }
}
