package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;

/** Converts single values from and to bytes. */
public final class Values {

    private Values() {}

    /**
     * Gives the bytes of a value.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit the C type
     */
    public static <T> byte[] bytes(Codec<T> codec, T value) {
        long address = Scratch.of(codec.size());
        codec.encode(value, address);
        return NativeMemory.getBytes(address, codec.size());
    }

    /**
     * Reads a value.
     *
     * @param bytes at least as many as the C type has
     */
    public static <T> T value(Codec<T> codec, byte[] bytes) {
        long address = Scratch.of(bytes.length);
        NativeMemory.putBytes(address, bytes);
        return codec.decode(address);
    }
}
