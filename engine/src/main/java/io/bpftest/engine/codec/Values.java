package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;

/** Converts single values whose Java type only the value tells. */
public final class Values {

    private Values() {}

    /**
     * Gives the bytes of a value.
     *
     * @param subject what the value is for, for messages
     * @throws io.bpftest.error.ConversionException if it does not fit the C type
     */
    public static byte[] bytes(Object value, CType cType, String subject) {
        NaturalCodec codec = NaturalCodec.of(Slot.of(cType, subject));
        long address = NativeMemory.malloc(Math.max(1, cType.size()));
        try {
            codec.encode(value, address);
            return NativeMemory.getBytes(address, cType.size());
        } finally {
            NativeMemory.free(address);
        }
    }

    /**
     * Reads a value.
     *
     * @param bytes at least as many as the C type has
     * @throws io.bpftest.error.ConversionException if the types do not fit each other
     */
    @SuppressWarnings("unchecked") // a codec of exactly this type
    public static <T> T value(byte[] bytes, Class<T> javaType, CType cType, String subject) {
        Codec<T> codec = (Codec<T>) Codecs.of(javaType, cType, subject);
        long address = NativeMemory.malloc(Math.max(1, bytes.length));
        try {
            NativeMemory.putBytes(address, bytes);
            return codec.decode(address);
        } finally {
            NativeMemory.free(address);
        }
    }
}
