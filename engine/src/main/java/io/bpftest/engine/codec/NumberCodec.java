package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Whole numbers of 1, 2, 4 and 8 bytes.
 *
 * <p>A Java type as wide as the C type takes all of its bit patterns, so -1 as {@code Integer} is {@code 0xffffffff} in
 * a {@code __u32}. A wider one must be in the C type's range. A narrower one is refused when the codec is made.
 */
final class NumberCodec<T extends Number> implements Codec<T> {

    private final CType cType;
    private final Class<T> javaType;
    private final boolean sameWidth;
    private final LongFunction<T> box;

    NumberCodec(CType cType, Class<T> javaType, int javaSize, LongFunction<T> box) {
        this.cType = cType;
        this.javaType = javaType;
        this.sameWidth = javaSize == cType.size();
        this.box = box;
    }

    @Override
    public int size() {
        return cType.size();
    }

    @Override
    public void encode(T value, long address) {
        long number = value.longValue();
        if (!sameWidth) {
            checkRange(number);
        }
        switch (cType.size()) {
            case 1 -> NativeMemory.putByte(address, (byte) number);
            case 2 -> NativeMemory.putShort(address, order((short) number));
            case 4 -> NativeMemory.putInt(address, order((int) number));
            default -> NativeMemory.putLong(address, order(number));
        }
    }

    @Override
    public T decode(long address) {
        return box.apply(
                switch (cType.size()) {
                    case 1 -> extend(NativeMemory.getByte(address), 0xffL);
                    case 2 -> extend(order(NativeMemory.getShort(address)), 0xffffL);
                    case 4 -> extend(order(NativeMemory.getInt(address)), 0xffff_ffffL);
                    default -> order(NativeMemory.getLong(address));
                });
    }

    @Override
    public OptionalLong number(T value) {
        long bits = value.longValue();
        boolean whole = cType.signed() || cType.size() == Long.BYTES;
        return OptionalLong.of(whole ? bits : bits & (1L << cType.size() * 8) - 1);
    }

    @Override
    public String text(T value) {
        long number = number(value).orElseThrow();
        return cType.signed() ? Long.toString(number) : Long.toUnsignedString(number);
    }

    private long extend(long signExtended, long mask) {
        return cType.signed() ? signExtended : signExtended & mask;
    }

    private short order(short value) {
        return cType.networkOrder() ? Wire.toNetworkOrder(value) : value;
    }

    private int order(int value) {
        return cType.networkOrder() ? Wire.toNetworkOrder(value) : value;
    }

    private long order(long value) {
        return cType.networkOrder() ? Wire.toNetworkOrder(value) : value;
    }

    /** Only for Java types wider than the C type, so that the limits fit a long. */
    private void checkRange(long number) {
        int bits = cType.size() * 8;
        long least = cType.signed() ? -(1L << bits - 1) : 0;
        long most = cType.signed() ? (1L << bits - 1) - 1 : (1L << bits) - 1;
        if (number < least || number > most) {
            throw new ConversionException(new Problem(
                    "A number does not fit the C type " + cType,
                    number + " as " + javaType.getSimpleName(),
                    least + " to " + most,
                    number < 0 && !cType.signed()
                            ? "use a value that is not negative, or a Java type of " + cType.size()
                                    + " bytes for a bit pattern"
                            : "use a smaller value, or a wider C type"));
        }
    }
}
