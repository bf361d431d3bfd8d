package io.bpftest;

/** A {@code const volatile} variable of an object that is not loaded yet. */
public interface ConstantSpec {

    /** The variable's name. */
    String name();

    /** Its C type, such as {@code __u32}. */
    String cType();

    /** Its size in bytes. */
    int size();

    /**
     * Sets the value, in C initializer syntax.
     *
     * @throws io.bpftest.error.ConstantException if the text is no value of the C type
     */
    ConstantSpec set(String initializer);

    /** Sets a number; a {@code long} above the range of a signed type is refused, and a negative one of an unsigned. */
    default ConstantSpec set(long value) {
        return set(Long.toString(value));
    }
}
