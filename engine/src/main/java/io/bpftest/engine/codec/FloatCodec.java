package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import java.util.function.DoubleFunction;

/** {@code float} and {@code double}. A {@code Float} does not take a {@code double}, which it could not hold. */
final class FloatCodec<T extends Number> implements Codec<T> {

    private final int size;
    private final DoubleFunction<T> box;

    private FloatCodec(int size, DoubleFunction<T> box) {
        this.size = size;
        this.box = box;
    }

    /** Makes the codec of a Java type of so many bytes. */
    static <T extends Number> FloatCodec<T> of(Slot slot, Class<T> javaType, int javaSize, DoubleFunction<T> box) {
        int size = slot.type().size();
        boolean floating = slot.type().shape() instanceof CType.Floating;
        slot.require(floating && (size == Float.BYTES || size == Double.BYTES) && size <= javaSize, javaType);
        return new FloatCodec<>(size, box);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void encode(T value, long address) {
        encodeDouble(value.doubleValue(), address);
    }

    void encodeDouble(double value, long address) {
        if (size == Float.BYTES) {
            NativeMemory.putInt(address, Float.floatToRawIntBits((float) value));
        } else {
            NativeMemory.putLong(address, Double.doubleToRawLongBits(value));
        }
    }

    @Override
    public T decode(long address) {
        return box.apply(decodeDouble(address));
    }

    double decodeDouble(long address) {
        return size == Float.BYTES
                ? Float.intBitsToFloat(NativeMemory.getInt(address))
                : Double.longBitsToDouble(NativeMemory.getLong(address));
    }
}
