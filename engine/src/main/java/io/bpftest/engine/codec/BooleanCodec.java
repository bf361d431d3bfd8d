package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;

/** Truth as a number of any size: not 0 is true. */
final class BooleanCodec implements Codec<Boolean> {

    private final int size;

    BooleanCodec(int size) {
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void encode(Boolean value, long address) {
        NativeMemory.clear(address, size);
        boolean bigEndian = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.BIG_ENDIAN;
        NativeMemory.putByte(bigEndian ? address + size - 1 : address, (byte) (value ? 1 : 0));
    }

    @Override
    public Boolean decode(long address) {
        for (int i = 0; i < size; i++) {
            if (NativeMemory.getByte(address + i) != 0) {
                return true;
            }
        }
        return false;
    }
}
