package io.bpftest.map;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue or a stack: values without keys. A queue gives the oldest value first, a stack the newest. Linux 4.20 or newer
 * ({@code kernel/bpf/queue_stack_maps.c}).
 *
 * <p>The kernel shows only the value that comes next, and counts none: what is to be read has to be popped.
 *
 * @param <V> the Java type of values
 */
public interface KernelQueue<V> extends BpfMapHandle {

    /**
     * Adds a value.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit the C type
     * @throws io.bpftest.error.MapAccessException if it is full or frozen
     */
    void push(V value);

    /** Adds a value; where it is full, drops the oldest for it ({@code BPF_EXIST}). Otherwise as {@link #push}. */
    void pushOverOldest(V value);

    /** Removes and gives the next value, or null where there is none. */
    @Nullable
    V pop();

    /** Gives the next value, or null where there is none. */
    @Nullable
    V peek();

    /** Removes and gives all values, in the order in which {@link #pop} gives them. */
    List<V> popAll();

    /** Tells whether there is no value. */
    default boolean isEmpty() {
        return peek() == null;
    }

    /** Removes all values. */
    default void clear() {
        popAll();
    }
}
