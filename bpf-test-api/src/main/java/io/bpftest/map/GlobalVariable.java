package io.bpftest.map;

/**
 * A global variable of a loaded object: of {@code .data}, {@code .bss}, {@code .rodata} or a section of the program's own,
 * {@code static} ones included.
 *
 * <p>Reading and writing are plain accesses to the memory that programs use, so that a value of more than 8 bytes that a
 * program changes meanwhile may be read half changed, and the other variables are never touched. Types are converted as
 * those of map values. Minimum kernel: 5.5, which lets such memory be shared.
 *
 * @param <T> the Java type
 */
public interface GlobalVariable<T> {

    /** The variable's name. */
    String name();

    /** Its C type, such as {@code __u32}. */
    String cType();

    /**
     * Reads the value.
     *
     * @throws io.bpftest.error.ObjectClosedException if the object is closed
     */
    T get();

    /**
     * Writes a value.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit the C type
     * @throws io.bpftest.error.MapAccessException if the variable is a constant
     * @throws io.bpftest.error.ObjectClosedException if the object is closed
     */
    void set(T value);
}
