package io.bpftest;

/** A global variable of an object that is not loaded yet, and what it will hold. */
public interface GlobalSpec {

    /** The variable's name. */
    String name();

    /** Its C type, such as {@code __u32}. */
    String cType();

    /** Its size in bytes. */
    int size();

    /**
     * Sets the value, in C initializer syntax: {@code "42"}, {@code "'a'"}, {@code "\"eth0\""}, {@code "{1, 2}"}, {@code
     * "{.port = 53}"}.
     *
     * @throws io.bpftest.error.ConstantException if the text is no value of the C type
     */
    GlobalSpec set(String initializer);

    /** Sets a number; a {@code long} above the range of a signed type is refused, and a negative one of an unsigned. */
    default GlobalSpec set(long value) {
        return set(Long.toString(value));
    }

    /**
     * Sets the value from a Java value of any type that fits the C type: a record or {@link io.bpftest.map.StructValue}, an
     * array or list, an address, text, a number.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit
     */
    GlobalSpec setValue(Object value);
}
