package io.bpftest.engine.codec;

import java.util.OptionalLong;

/**
 * Converts between a Java type and the bytes of a C type.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {

    /** The size of the C type in bytes. */
    int size();

    /**
     * Writes a value to native memory.
     *
     * @throws io.bpftest.error.ConversionException if the value does not fit; nothing is written then
     */
    void encode(T value, long address);

    /** Reads a value from native memory. */
    T decode(long address);

    /** Gives the number that a value stands for in C, empty where the C type or the Java type is no number. */
    default OptionalLong number(T value) {
        return OptionalLong.empty();
    }

    /**
     * Gives a value as it would be read back: itself, unless several values of the Java type stand for the same bytes.
     *
     * @throws io.bpftest.error.ConversionException if that cannot be told, since it does not fit
     */
    default T asRead(T value) {
        return value;
    }

    /** Renders a value for a reader. */
    default String text(T value) {
        return String.valueOf(value);
    }
}
