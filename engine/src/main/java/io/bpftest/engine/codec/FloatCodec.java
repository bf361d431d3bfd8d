package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import java.util.function.DoubleFunction;

/** {@code float} and {@code double}. A {@code Float} does not take a {@code double}, which it could not hold. */
final class FloatCodec<T extends Number> implements Codec<T> {

    private final Slot slot;
    private final int size;
    private final DoubleFunction<T> box;

    private FloatCodec(Slot slot, int size, DoubleFunction<T> box) {
        this.slot = slot;
        this.size = size;
        this.box = box;
    }

    /** Makes the codec of a Java type of so many bytes. */
    static <T extends Number> FloatCodec<T> of(Slot slot, Class<T> javaType, int javaSize, DoubleFunction<T> box) {
        int size = slot.type().size();
        boolean floating = slot.type().shape() instanceof CType.Floating;
        slot.require(floating && (size == Float.BYTES || size == Double.BYTES) && size <= javaSize, javaType);
        return new FloatCodec<>(slot, size, box);
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
            if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
                throw slot.refused(
                        value + " as Double", "at most " + Float.MAX_VALUE, "use a smaller value, or double in C");
            }
            NativeMemory.putInt(address, Float.floatToRawIntBits((float) value));
        } else {
            NativeMemory.putLong(address, Double.doubleToRawLongBits(value));
        }
    }

    @Override
    public T decode(long address) {
        return box.apply(decodeDouble(address));
    }

    /** A {@code Double} is rounded to what a C {@code float} holds. */
    @Override
    public T asRead(T value) {
        return size == Float.BYTES ? box.apply((float) value.doubleValue()) : value;
    }

    double decodeDouble(long address) {
        return size == Float.BYTES
                ? Float.intBitsToFloat(NativeMemory.getInt(address))
                : Double.longBitsToDouble(NativeMemory.getLong(address));
    }
}
