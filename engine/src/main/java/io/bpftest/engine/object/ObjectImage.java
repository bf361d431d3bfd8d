package io.bpftest.engine.object;

import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of an object file, where libbpf can read them. Not changed once made; safe for several threads. */
public final class ObjectImage {

    static final int INTERNAL_NAME_SIZE = 64;

    private final String name;
    private final byte[] internalName;
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
        this.internalName = internalName(name);
        this.memory = NativeMemory.allocate(bytes.length);
        memory.put(0, bytes);
    }

    /** The name of the file it was made from. */
    public String name() {
        return name;
    }

    /** A copy of its bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[size()];
        memory.get(0, bytes);
        return bytes;
    }

    long address() {
        return NativeMemory.address(memory);
    }

    int size() {
        return memory.capacity();
    }

    /** libbpf makes the names of variables' maps from it, and the kernel takes letters, digits and underscores only. */
    byte[] internalName() {
        return internalName;
    }

    private static byte[] internalName(String file) {
        int dot = file.indexOf('.');
        String name = (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9_]", "_");
        String cut = name.substring(0, Math.min(name.length(), INTERNAL_NAME_SIZE - 1));
        return (cut + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
