package io.bpftest.engine.codec;

import io.bpftest.error.ConversionException;
import io.bpftest.map.StructValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pcap4j.util.MacAddress;

/** Finds the codec for a Java type and a C type. */
public final class Codecs {

    private static final Map<Class<?>, Function<Slot, Codec<?>>> NUMBERS = Map.ofEntries(
            Map.entry(Long.class, slot -> NumberCodec.of(slot, Long.class, Long.BYTES, n -> n)),
            Map.entry(long.class, slot -> NumberCodec.of(slot, Long.class, Long.BYTES, n -> n)),
            Map.entry(Integer.class, slot -> NumberCodec.of(slot, Integer.class, Integer.BYTES, n -> (int) n)),
            Map.entry(int.class, slot -> NumberCodec.of(slot, Integer.class, Integer.BYTES, n -> (int) n)),
            Map.entry(Short.class, slot -> NumberCodec.of(slot, Short.class, Short.BYTES, n -> (short) n)),
            Map.entry(short.class, slot -> NumberCodec.of(slot, Short.class, Short.BYTES, n -> (short) n)),
            Map.entry(Byte.class, slot -> NumberCodec.of(slot, Byte.class, Byte.BYTES, n -> (byte) n)),
            Map.entry(byte.class, slot -> NumberCodec.of(slot, Byte.class, Byte.BYTES, n -> (byte) n)),
            Map.entry(Boolean.class, BooleanCodec::new),
            Map.entry(boolean.class, BooleanCodec::new),
            Map.entry(Double.class, slot -> FloatCodec.of(slot, Double.class, Double.BYTES, n -> n)),
            Map.entry(double.class, slot -> FloatCodec.of(slot, Double.class, Double.BYTES, n -> n)),
            Map.entry(Float.class, slot -> FloatCodec.of(slot, Float.class, Float.BYTES, n -> (float) n)),
            Map.entry(float.class, slot -> FloatCodec.of(slot, Float.class, Float.BYTES, n -> (float) n)));

    private Codecs() {}

    /**
     * Gives the codec between the two types.
     *
     * @param subject what the value is, for messages, such as {@code the key of map "blocked"}
     * @throws ConversionException if they do not fit each other; says where and what would fit
     */
    public static Codec<?> of(Type javaType, CType cType, String subject) {
        return of(javaType, Slot.of(cType, subject));
    }

    /** Gives the codec that shows a C type best to a reader who named no Java type. */
    public static Codec<?> forDisplay(CType cType) {
        return NaturalCodec.of(Slot.of(cType, cType.name()));
    }

    static Codec<?> of(Type given, Slot slot) {
        Type javaType = TypeArguments.of(given).resolve(given);
        if (javaType instanceof ParameterizedType list && list.getRawType() == List.class) {
            return ArrayCodec.ofList(slot, javaType, list.getActualTypeArguments()[0]);
        } else if (javaType instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> type
                && type.isRecord()) {
            return new RecordCodec<>(slot, type, TypeArguments.of(generic));
        } else if (!(javaType instanceof Class<?> type)) {
            throw slot.misfit(javaType);
        } else if (NUMBERS.containsKey(type)) {
            return NUMBERS.get(type).apply(slot);
        } else if (type == List.class) {
            return ArrayCodec.ofList(slot, type, Object.class);
        } else if (type == Object.class) {
            return NaturalCodec.of(slot);
        } else {
            slot.require(!slot.isBitField() || type.isEnum(), javaType);
            return whole(type, slot);
        }
    }

    private static Codec<?> whole(Class<?> type, Slot slot) {
        if (type == byte[].class) {
            return new BytesCodec(slot.type());
        } else if (type == String.class) {
            return new TextCodec(slot);
        } else if (type.isArray()) {
            return ArrayCodec.ofArray(slot, type);
        } else if (type.isEnum()) {
            return enumeration(type, slot);
        } else if (type.isRecord()) {
            return new RecordCodec<>(slot, type, TypeArguments.of(type));
        } else if (type == StructValue.class) {
            return new StructCodec(slot);
        } else if (type == MacAddress.class) {
            slot.require(slot.type().size() == MacCodec.SIZE, type);
            return new MacCodec();
        }
        return address(type, slot);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // it was seen to be an enum
    private static Codec<?> enumeration(Class<?> type, Slot slot) {
        return new EnumCodec(slot, type);
    }

    private static Codec<?> address(Class<?> type, Slot slot) {
        int size = slot.type().size();
        if (type == Inet4Address.class) {
            slot.require(size == 4, type);
            return new AddressCodec<>(slot.type(), Inet4Address.class);
        } else if (type == Inet6Address.class) {
            slot.require(size == 16, type);
            return new AddressCodec<>(slot.type(), Inet6Address.class);
        }
        slot.require(type == InetAddress.class && (size == 4 || size == 16), type);
        return new AddressCodec<>(slot.type(), InetAddress.class);
    }
}
