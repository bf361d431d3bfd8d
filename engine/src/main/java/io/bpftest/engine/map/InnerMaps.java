package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * The inner maps of a map of maps: makes and finds them, and owns those that were made or found, which close with the
 * outer map's object. Safe for several threads.
 */
public final class InnerMaps {

    // struct bpf_map_create_opts of libbpf 1.0 (bpf/bpf.h)
    private static final int OPTIONS_SIZE = 48;
    private static final int OPTIONS_FLAGS = 28;

    private final MapInfo definition;
    private final int flags;
    private final Lifetime lifetime;
    private final Map<Integer, MapTarget> known = new HashMap<>();

    /**
     * Begins without any.
     *
     * @param definition what inner maps look like, as the object defines it
     * @param flags the flags that they are made with
     * @param lifetime that of the outer map's object
     */
    public InnerMaps(MapInfo definition, int flags, Lifetime lifetime) {
        this.definition = definition;
        this.flags = flags;
        this.lifetime = lifetime;
    }

    /** Makes a new one. */
    synchronized MapTarget create() {
        lifetime.check();
        long options = Scratch.of(OPTIONS_SIZE);
        NativeMemory.clear(options, OPTIONS_SIZE);
        NativeMemory.putLong(options, OPTIONS_SIZE);
        NativeMemory.putInt(options + OPTIONS_FLAGS, flags);
        int descriptor = Native.libbpf()
                .bpf_map_create(
                        definition.typeNumber(),
                        null,
                        definition.keySize(),
                        definition.valueSize(),
                        definition.maxEntries(),
                        options);
        if (descriptor < 0) {
            throw new MapAccessException(new Problem(
                    "A new map like \"" + definition.name() + "\" cannot be made",
                    Errno.text(descriptor),
                    shape(),
                    "see that the process may make maps, and has memory for it"));
        }
        MapTarget made = own(descriptor, definition);
        known.put(ObjectId.ofMap(descriptor), made);
        return made;
    }

    /** Takes a handle for that of a map which may stand here, as far as its sizes tell. */
    MapTarget require(BpfMapHandle map) {
        MapInfo info = map.info();
        if (!(map instanceof LiveMap live)
                || info.typeNumber() != definition.typeNumber()
                || info.keySize() != definition.keySize()
                || info.valueSize() != definition.valueSize()) {
            throw new WrongHandleException(new Problem(
                    "Map \"" + info.name() + "\" is none like \"" + definition.name() + "\"",
                    shape(info),
                    shape(),
                    "make the inner map with create(), or define it as the object defines inner maps"));
        }
        live.target().lifetime().check();
        return live.target();
    }

    /** Keeps a map that came in by its handle, so that it is found again without privilege. */
    synchronized void remember(MapTarget added) {
        known.put(ObjectId.ofMap(added.fd()), added);
    }

    /** Finds the map of a kernel's number. */
    synchronized MapTarget ofNumber(int number) {
        MapTarget map = known.get(number);
        if (map != null && !map.lifetime().hasEnded()) {
            return map;
        }
        int descriptor = ObjectId.openMap(number);
        if (descriptor < 0) {
            throw new MapAccessException(new Problem(
                    "An inner map like \"" + definition.name() + "\" cannot be opened",
                    "map number " + number + ": " + Errno.text(descriptor),
                    "an inner map that came in through this handle, or CAP_SYS_ADMIN",
                    "put or create inner maps in the test, or run as root"));
        }
        MapInfo info = new MapInfo(
                definition.name(),
                definition.typeNumber(),
                definition.keySize(),
                definition.valueSize(),
                ObjectId.maxEntriesOfMap(descriptor));
        MapTarget opened = own(descriptor, info);
        known.put(number, opened);
        return opened;
    }

    String shape() {
        return shape(definition);
    }

    static String shape(MapInfo info) {
        return info.type() + " with keys of " + info.keySize() + " and values of " + info.valueSize()
                + " bytes and at most " + Integer.toUnsignedString(info.maxEntries()) + " entries";
    }

    private MapTarget own(int descriptor, MapInfo info) {
        lifetime.atEnd(() -> Native.libc().close(descriptor));
        return new MapTarget(descriptor, info, lifetime);
    }
}
