package io.bpftest.engine.codec;

import io.bpftest.map.StructValue;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of a C type without a Java type: read as the Java type that is most like it, written from any that fits.
 *
 * <p>Read are numbers and pointers as {@code Long}, {@code _Bool} as {@code Boolean}, enums by their C names, {@code
 * float} and {@code double} as {@code Double}, arrays of {@code char} as {@code String}, of other bytes as {@code byte[]},
 * other arrays as {@code List}, structs and unions as {@link StructValue}.
 */
final class NaturalCodec implements Codec<Object> {

    private final Slot slot;
    private final Codec<Object> natural;

    /** The codecs of other Java types that were written here. */
    private final Map<Class<?>, Codec<Object>> given = new ConcurrentHashMap<>();

    private NaturalCodec(Slot slot, Codec<Object> natural) {
        this.slot = slot;
        this.natural = natural;
    }

    @SuppressWarnings("unchecked") // what is written is looked at first
    static NaturalCodec of(Slot slot) {
        return new NaturalCodec(slot, (Codec<Object>) natural(slot));
    }

    private static Codec<?> natural(Slot slot) {
        CType type = slot.type();
        if (type.shape() instanceof CType.Enumeration enumeration) {
            return new EnumNameCodec(slot, enumeration);
        } else if (type.shape() instanceof CType.Struct) {
            return new StructCodec(slot);
        } else if (type.shape() instanceof CType.Bool) {
            return new BooleanCodec(slot);
        } else if (type.isScalar()) {
            return Codecs.of(Long.class, slot);
        } else if (type.shape() instanceof CType.Floating
                && type.size() <= Double.BYTES
                && type.size() >= Float.BYTES) {
            return Codecs.of(Double.class, slot);
        } else if (type.shape() instanceof CType.Array array) {
            boolean text = TextCodec.isText(type);
            boolean characters = text && array.element().name().equals("char");
            return characters ? new TextCodec(slot) : text ? new BytesCodec(type) : Codecs.of(List.class, slot);
        }
        return new BytesCodec(type);
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(Object value, long address) {
        if (value instanceof String && natural instanceof EnumNameCodec) {
            natural.encode(value, address);
            return;
        }
        Object wide = widened(value);
        given.computeIfAbsent(wide.getClass(), this::codecOf).encode(wide, address);
    }

    /** A number of fewer bits than the C type is that number; one of as many is its bits. */
    private Object widened(Object value) {
        int bits = value instanceof Integer
                ? Integer.SIZE
                : value instanceof Short ? Short.SIZE : value instanceof Byte ? Byte.SIZE : Long.SIZE;
        return slot.type().isScalar() && bits < slot.layout().bits() ? (Object) ((Number) value).longValue() : value;
    }

    @SuppressWarnings("unchecked") // a codec of the value's own class
    private Codec<Object> codecOf(Class<?> type) {
        if (List.class.isAssignableFrom(type)) {
            return (Codec<Object>) Codecs.of(List.class, slot);
        }
        Class<?> declared = Enum.class.isAssignableFrom(type) && !type.isEnum() ? type.getSuperclass() : type;
        return (Codec<Object>) Codecs.of(declared, slot);
    }

    @Override
    public Object decode(long address) {
        return natural.decode(address);
    }

    @Override
    public Object asRead(Object value) {
        return Values.value(this, Values.bytes(this, value));
    }

    @Override
    public OptionalLong number(Object value) {
        return natural.number(value);
    }

    @Override
    public String text(Object value) {
        return natural.text(value);
    }
}
