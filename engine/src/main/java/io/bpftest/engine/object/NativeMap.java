package io.bpftest.engine.object;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import org.jspecify.annotations.Nullable;

/** A map in libbpf's hands; valid as long as its object. */
public record NativeMap(long pointer) {

    /** {@code BPF_F_RDONLY_PROG}: a program cannot write the map; constants' maps have it. */
    private static final int READ_ONLY_FOR_PROGRAMS = 1 << 7;

    /** {@code BPF_F_WRONLY}: user space cannot read the map. */
    private static final int WRITE_ONLY_FOR_USER_SPACE = 1 << 4;

    /** {@code BPF_F_RDONLY}: user space cannot write the map. */
    private static final int READ_ONLY_FOR_USER_SPACE = 1 << 3;

    /** The map's name. */
    public String name() {
        return libbpf().bpf_map__name(pointer);
    }

    /** What it is. */
    public MapInfo info() {
        LibBpf libbpf = libbpf();
        return new MapInfo(
                name(),
                libbpf.bpf_map__type(pointer),
                libbpf.bpf_map__key_size(pointer),
                libbpf.bpf_map__value_size(pointer),
                libbpf.bpf_map__max_entries(pointer));
    }

    /** The flags that it is made with. */
    public int flags() {
        return libbpf().bpf_map__map_flags(pointer);
    }

    /** How the object defines a map of maps' inner maps, until it is loaded; null for other maps. */
    public @Nullable NativeMap inner() {
        long inner = libbpf().bpf_map__inner_map(pointer);
        return inner == 0 ? null : new NativeMap(inner);
    }

    /** Whether it holds global variables. */
    public boolean holdsVariables() {
        return libbpf().bpf_map__is_internal(pointer) != 0;
    }

    /** Whether it holds constants. */
    public boolean holdsConstants() {
        return holdsVariables() && (libbpf().bpf_map__map_flags(pointer) & READ_ONLY_FOR_PROGRAMS) != 0;
    }

    /** Whether user space may write it. */
    public boolean isWritable() {
        return (libbpf().bpf_map__map_flags(pointer) & READ_ONLY_FOR_USER_SPACE) == 0;
    }

    /** Whether user space may read it. */
    public boolean isReadable() {
        return (libbpf().bpf_map__map_flags(pointer) & WRITE_ONLY_FOR_USER_SPACE) == 0;
    }

    /** Whether a program may write it: not constants, nor what leads packets elsewhere. */
    public boolean isWritableForPrograms() {
        return switch (info().type()) {
            case DEVMAP, DEVMAP_HASH, CPUMAP, XSKMAP -> false;
            default -> (flags() & READ_ONLY_FOR_PROGRAMS) == 0;
        };
    }

    /** The BTF type of its keys, 0 for none. */
    public int keyTypeId() {
        return libbpf().bpf_map__btf_key_type_id(pointer);
    }

    /** The BTF type of its values, 0 for none; of a map of variables, its section. */
    public int valueTypeId() {
        return libbpf().bpf_map__btf_value_type_id(pointer);
    }

    /** Whether the object wants it pinned. */
    public boolean pinned() {
        return libbpf().bpf_map__pin_path(pointer) != null;
    }

    /** Sets how many entries it holds at most. */
    public int maxEntries(int entries) {
        return libbpf().bpf_map__set_max_entries(pointer, entries);
    }

    /** Has it loaded as an array of one value. */
    public void asArray() {
        libbpf().bpf_map__set_type(pointer, MapType.ARRAY.ordinal());
    }

    /** Makes loading take an existing map. */
    public int reuse(int fd) {
        return libbpf().bpf_map__reuse_fd(pointer, fd);
    }

    /**
     * Changes what a map of variables will hold when loaded.
     *
     * @throws ObjectFormatException if the map does not reach so far
     */
    public void initialBytes(int offset, byte[] bytes) {
        long sizeOut = Scratch.of(Long.BYTES);
        long value = libbpf().bpf_map__initial_value(pointer, sizeOut);
        if (value == 0) {
            throw new IllegalStateException("libbpf has no initial value of map " + name());
        }
        long size = NativeMemory.getLong(sizeOut);
        if (offset < 0 || offset + (long) bytes.length > size) {
            throw new ObjectFormatException(new Problem(
                    "The object of map \"" + name() + "\" contradicts itself",
                    "a variable at offset " + offset + " of " + size + " bytes",
                    "variables that lie in their section",
                    "build or copy the file again"));
        }
        NativeMemory.putBytes(value + offset, bytes);
    }

    /** Its file descriptor, once loaded. */
    public int fd() {
        return libbpf().bpf_map__fd(pointer);
    }

    /** Keeps it out of bpffs whatever the object wants: a test must not touch maps that are in use. */
    public void unpin() {
        libbpf().bpf_map__set_pin_path(pointer, null);
    }

    private static LibBpf libbpf() {
        return Native.libbpf();
    }
}
