package io.bpftest.engine.object;

import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;

/** The bytes of an object file, where libbpf can read them. Not changed once made; safe for several threads. */
public final class ObjectImage {

    private final String name;
    private final ByteBuffer memory;

    /**
     * Takes the bytes of an object file.
     *
     * @param name the name of the file it was made from
     * @throws io.bpftest.error.ObjectFormatException if they are no BPF object of this machine's byte order
     */
    public ObjectImage(String name, byte[] bytes) {
        ElfHeader.check(name, bytes);
        this.name = name;
        this.memory = NativeMemory.allocate(bytes.length);
        memory.put(0, bytes);
    }

    /** The name of the file it was made from. */
    public String name() {
        return name;
    }

    long address() {
        return NativeMemory.address(memory);
    }

    int size() {
        return memory.capacity();
    }
}
