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
}
