package io.bpftest.engine.codec;

import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * Whole numbers.
 *
 * <p>A Java type as wide as the C type takes all of its bit patterns, so -1 as {@code Integer} is {@code 0xffffffff} in
 * a {@code __u32}. A wider one must be in the C type's range. A narrower one is refused when the codec is made.
 */
final class NumberCodec<T extends Number> implements Codec<T>, PrimitiveCodec {

    private final Slot slot;
    private final NumberLayout layout;
    private final Class<T> javaType;
    private final boolean sameWidth;
    private final LongFunction<T> box;

    private NumberCodec(Slot slot, Class<T> javaType, int javaSize, LongFunction<T> box) {
        this.slot = slot;
        this.layout = slot.layout();
        this.javaType = javaType;
        this.sameWidth = javaSize * 8 == layout.bits();
        this.box = box;
    }

    /** Makes the codec of a Java type of so many bytes. */
    static <T extends Number> NumberCodec<T> of(Slot slot, Class<T> javaType, int javaSize, LongFunction<T> box) {
        slot.require(slot.type().isScalar() && slot.layout().bits() <= javaSize * 8, javaType);
        return new NumberCodec<>(slot, javaType, javaSize, box);
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(T value, long address) {
        encodeLong(value.longValue(), address);
    }

    @Override
    public void encodeLong(long number, long address) {
        if (slot.type().shape() instanceof CType.Bool && number >>> 1 != 0) {
            throw slot.refused(number + " as " + javaType.getSimpleName(), "0 or 1", "use 0 or 1, or a Boolean");
        }
        if (!sameWidth) {
            checkRange(number);
        }
        layout.write(address, number);
    }

    @Override
    public T decode(long address) {
        return box.apply(layout.read(address));
    }

    @Override
    public long decodeLong(long address) {
        return layout.read(address);
    }

    @Override
    public OptionalLong number(T value) {
        return OptionalLong.of(layout.extend(value.longValue()));
    }

    @Override
    public String text(T value) {
        long number = layout.extend(value.longValue());
        return layout.signed() ? Long.toString(number) : Long.toUnsignedString(number);
    }

    /** Only for Java types wider than the C type, so that the limits fit a long. */
    private void checkRange(long number) {
        if (number < layout.least() || number > layout.most()) {
            boolean unsigned = number < 0 && !layout.signed();
            throw slot.refused(
                    number + " as " + javaType.getSimpleName(),
                    layout.least() + " to " + layout.most(),
                    unsigned
                            ? "use a value that is not negative, or a Java type of "
                                    + slot.type().size() + " bytes for a bit pattern"
                            : "use a smaller value, or a wider C type");
        }
    }
}
