package io.bpftest.engine.object;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object in libbpf's hands. Not safe for several threads until it is loaded. */
public final class NativeObject implements AutoCloseable {

    /** {@code struct bpf_object_open_opts} up to the kernel log, as in libbpf 1.0. */
    private static final int OPTIONS_SIZE = 80;

    private static final int NAME_SIZE = ObjectImage.INTERNAL_NAME_SIZE;

    private final long pointer;
    private final long memory;
    private final List<NativeProgram> programs = new ArrayList<>();
    private final List<NativeMap> maps = new ArrayList<>();

    private NativeObject(long pointer, long memory) {
        this.pointer = pointer;
        this.memory = memory;
        LibBpf libbpf = Native.libbpf();
        for (long p = libbpf.bpf_object__next_program(pointer, 0);
                p != 0;
                p = libbpf.bpf_object__next_program(pointer, p)) {
            programs.add(new NativeProgram(p));
        }
        for (long m = libbpf.bpf_object__next_map(pointer, 0); m != 0; m = libbpf.bpf_object__next_map(pointer, m)) {
            maps.add(new NativeMap(m));
        }
    }

    /**
     * Opens an object.
     *
     * @param logSize how many bytes of the kernel's log to keep when loading fails; 0 keeps none
     * @return the object, or null where libbpf refuses it and has said why in its messages
     */
    static @Nullable NativeObject open(ObjectImage image, int logSize) {
        return open(image, logSize, 0);
    }

    /**
     * Opens an object; otherwise as {@link #open(ObjectImage, int)}.
     *
     * @param logLevel the bits of {@code BPF_LOG_*} (linux/bpf_verifier.h); 0 leaves it to libbpf
     */
    static @Nullable NativeObject open(ObjectImage image, int logSize, int logLevel) {
        long memory = NativeMemory.malloc(OPTIONS_SIZE + NAME_SIZE + logSize);
        NativeMemory.clear(memory, OPTIONS_SIZE + NAME_SIZE + Math.min(logSize, 1));
        NativeMemory.putLong(memory, OPTIONS_SIZE);
        NativeMemory.putLong(memory + 8, memory + OPTIONS_SIZE);
        NativeMemory.putBytes(memory + OPTIONS_SIZE, image.internalName());
        if (logSize > 0) {
            NativeMemory.putLong(memory + 56, memory + OPTIONS_SIZE + NAME_SIZE);
            NativeMemory.putLong(memory + 64, logSize);
            NativeMemory.putInt(memory + 72, logLevel);
        }
        long pointer = Native.libbpf().bpf_object__open_mem(image.address(), image.size(), memory);
        if (pointer == 0) {
            NativeMemory.free(memory);
            return null;
        }
        return new NativeObject(pointer, memory);
    }

    /** The programs, always in the order of the object. */
    public List<NativeProgram> programs() {
        return programs;
    }

    /** The maps, always in the order of the object. */
    public List<NativeMap> maps() {
        return maps;
    }

    /** libbpf's {@code struct btf} of the object, 0 for none. */
    public long btf() {
        return Native.libbpf().bpf_object__btf(pointer);
    }

    /** Loads it; gives 0 or a negative errno. */
    int load() {
        return Native.libbpf().bpf_object__load(pointer);
    }

    /** The kernel's log of the last failure, for objects opened with a log. */
    String log() {
        return NativeMemory.getString(memory + OPTIONS_SIZE + NAME_SIZE);
    }

    @Override
    public void close() {
        Native.libbpf().bpf_object__close(pointer);
        NativeMemory.free(memory);
    }
}
