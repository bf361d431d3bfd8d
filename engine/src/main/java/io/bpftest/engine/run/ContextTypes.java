package io.bpftest.engine.run;

/** Converts contexts by what the source of a program declares its own to be. */
public interface ContextTypes {

    /**
     * Gives the bytes of a context.
     *
     * @throws io.bpftest.error.ConversionException if the value does not fit the program's struct
     */
    byte[] bytes(Object context);

    /**
     * Reads a context.
     *
     * @throws io.bpftest.error.ConversionException if the type or the number of bytes does not fit the program's struct
     */
    <C> C value(Class<C> type, byte[] context);
}
