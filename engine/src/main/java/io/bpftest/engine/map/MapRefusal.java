package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import java.util.EnumSet;
import java.util.Set;

/** What the kernel's refusal of an operation on a map means, in words. */
final class MapRefusal {

    /** The kinds whose keys are indexes below {@code max_entries}. */
    private static final Set<MapType> INDEXED = EnumSet.of(
            MapType.ARRAY,
            MapType.PERCPU_ARRAY,
            MapType.PROG_ARRAY,
            MapType.PERF_EVENT_ARRAY,
            MapType.CGROUP_ARRAY,
            MapType.ARRAY_OF_MAPS,
            MapType.DEVMAP,
            MapType.CPUMAP,
            MapType.XSKMAP,
            MapType.SOCKMAP,
            MapType.REUSEPORT_SOCKARRAY);

    private static final Set<MapType> WITHOUT_KEYS = EnumSet.of(MapType.QUEUE, MapType.STACK);

    private final MapTarget target;
    private final String map;

    MapRefusal(MapTarget target) {
        this.target = target;
        this.map = "Map \"" + target.info().name() + "\" (" + target.info().type() + ")";
    }

    /** What a test wanted to do, as it stands behind "cannot be". */
    enum Operation {
        READ("read"),
        WRITE("written"),
        REMOVE("removed from"),
        ITERATE("iterated");

        private final String done;

        Operation(String done) {
            this.done = done;
        }
    }

    /** Explains an error number of libbpf's, negative. */
    MapAccessException explain(Operation operation, int error) {
        if (Errno.E2BIG.is(error) || Errno.ENOSPC.is(error)) {
            return full();
        } else if (Errno.EPERM.is(error)) {
            return forbidden(operation, error);
        } else if (Errno.EINVAL.is(error) && target.info().type().isArray() && operation == Operation.REMOVE) {
            return problem(
                    "Entries of an array cannot be removed: map \""
                            + target.info().name() + "\"",
                    "a removal",
                    "a hash, LRU hash or LPM trie",
                    "put a zero value instead");
        } else if (Errno.EBUSY.is(error)) {
            return problem(
                    map + " is busy",
                    Errno.text(error) + ": a program works on the same entry",
                    "an entry that nobody else changes at this moment",
                    "let the program end first");
        }
        return problem(
                map + " cannot be " + operation.done,
                Errno.text(error),
                "an operation that this kind of map has",
                "see the kernel's documentation of this kind");
    }

    /** Says that a key is there which should be new. */
    MapAccessException exists(String key) {
        return problem(
                map + " has the key " + key + " already",
                target.info().type().isArray() ? "an array, which holds every index" : "an entry of this key",
                "a new key",
                "use put to set it whether or not it is there, or putIfAbsent to be told");
    }

    /** Says that a key is not there. */
    MapAccessException missing(String key) {
        return problem(
                map + " has no key " + key,
                "no entry of this key",
                "a key that the map has",
                "use put to set it whether or not it is there, or replace to be told");
    }

    private MapAccessException full() {
        MapInfo info = target.info();
        String most = Integer.toUnsignedString(info.maxEntries());
        if (INDEXED.contains(info.type())) {
            return problem(
                    map + " has no such index",
                    "an index beyond the end",
                    "an index of 0 to " + Integer.toUnsignedString(info.maxEntries() - 1),
                    "use such an index, or raise max_entries");
        } else if (WITHOUT_KEYS.contains(info.type())) {
            return problem(
                    map + " is full",
                    "a value more where it holds " + most + " already",
                    "at most " + most + " values",
                    "pop one first, use pushOverOldest, or raise max_entries");
        }
        return problem(
                map + " is full",
                "a new key where " + most + " entries are the most",
                "at most " + most + " keys",
                "remove a key first, or raise max_entries");
    }

    private MapAccessException forbidden(Operation operation, int error) {
        MapAccess access = MapAccess.of(target.fd());
        String subject = map + " cannot be " + operation.done + " from a test";
        String text = Errno.text(error) + ": ";
        boolean reads = operation == Operation.READ || operation == Operation.ITERATE;
        if (!reads && access.frozen()) {
            return problem(
                    subject,
                    text + "it is frozen",
                    "a map that is not frozen",
                    "set constants before the object is loaded");
        } else if (!reads && access.readOnly()) {
            return problem(
                    subject,
                    text + "it is made with BPF_F_RDONLY, so user space may only read it",
                    "a map that user space may write",
                    "drop the flag for the test, or let a program write it");
        } else if (reads && access.writeOnly()) {
            return problem(
                    subject,
                    text + "it is made with BPF_F_WRONLY, so user space may only write it",
                    "a map that user space may read",
                    "drop the flag for the test, or let a program read it");
        }
        return problem(
                subject,
                text + "the kernel does not let this process",
                "the privileges that this kind of map asks for",
                "run as root, or give the process CAP_BPF and CAP_NET_ADMIN, for some kinds CAP_SYS_ADMIN");
    }

    private static MapAccessException problem(String subject, String found, String required, String remedy) {
        return new MapAccessException(new Problem(subject, found, required, remedy));
    }
}
