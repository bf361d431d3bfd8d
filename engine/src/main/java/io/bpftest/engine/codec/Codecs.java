package io.bpftest.engine.codec;

import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Type;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.function.LongFunction;
import org.pcap4j.util.MacAddress;

/** Finds the codec for a Java type and a C type. */
public final class Codecs {

    private Codecs() {}

    /**
     * Gives the codec between the two types.
     *
     * @param subject what the value is, for messages, such as {@code the key of map "blocked"}
     * @throws ConversionException if they do not fit each other
     */
    public static Codec<?> of(Type javaType, CType cType, String subject) {
        if (javaType == byte[].class) {
            return new BytesCodec(cType);
        } else if (javaType == Long.class) {
            return number(cType, Long.class, Long.BYTES, value -> value, subject);
        } else if (javaType == Integer.class) {
            return number(cType, Integer.class, Integer.BYTES, value -> (int) value, subject);
        } else if (javaType == Short.class) {
            return number(cType, Short.class, Short.BYTES, value -> (short) value, subject);
        } else if (javaType == Byte.class) {
            return number(cType, Byte.class, Byte.BYTES, value -> (byte) value, subject);
        } else if (javaType == Boolean.class) {
            require(cType.isScalar(), javaType, cType, subject);
            return new BooleanCodec(cType.size());
        } else if (javaType == MacAddress.class) {
            require(cType.size() == MacCodec.SIZE, javaType, cType, subject);
            return new MacCodec();
        }
        return address(javaType, cType, subject);
    }

    /** Gives the codec that shows a C type best to a reader who named no Java type. */
    public static Codec<?> forDisplay(CType cType) {
        return cType.isScalar() && cType.size() <= Long.BYTES
                ? number(cType, Long.class, Long.BYTES, value -> value, cType.name())
                : new BytesCodec(cType);
    }

    private static Codec<?> address(Type javaType, CType cType, String subject) {
        if (javaType == Inet4Address.class) {
            require(cType.size() == 4, javaType, cType, subject);
            return new AddressCodec<>(cType, Inet4Address.class);
        } else if (javaType == Inet6Address.class) {
            require(cType.size() == 16, javaType, cType, subject);
            return new AddressCodec<>(cType, Inet6Address.class);
        }
        require(javaType == InetAddress.class && (cType.size() == 4 || cType.size() == 16), javaType, cType, subject);
        return new AddressCodec<>(cType, InetAddress.class);
    }

    private static <T extends Number> Codec<T> number(
            CType cType, Class<T> javaType, int javaSize, LongFunction<T> box, String subject) {
        require(cType.isScalar() && cType.size() <= javaSize, javaType, cType, subject);
        return new NumberCodec<>(cType, javaType, javaSize, box);
    }

    private static void require(boolean fits, Type javaType, CType cType, String subject) {
        if (!fits) {
            throw new ConversionException(new Problem(
                    "A Java type does not fit " + subject,
                    javaType.getTypeName() + " for the C type " + cType,
                    fitting(cType),
                    "change the type argument of the handle"));
        }
    }

    private static String fitting(CType cType) {
        StringBuilder fitting = new StringBuilder();
        if (cType.isScalar()) {
            fitting.append(
                    switch (cType.size()) {
                        case 1 -> "Byte, Short, Integer, Long, Boolean, ";
                        case 2 -> "Short, Integer, Long, Boolean, ";
                        case 4 -> "Integer, Long, Boolean, ";
                        default -> "Long, Boolean, ";
                    });
        }
        switch (cType.size()) {
            case 4 -> fitting.append("Inet4Address, ");
            case 6 -> fitting.append("MacAddress, ");
            case 16 -> fitting.append("Inet6Address, ");
            default -> {}
        }
        return fitting.append("byte[]").toString();
    }
}
