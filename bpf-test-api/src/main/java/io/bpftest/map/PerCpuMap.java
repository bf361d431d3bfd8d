package io.bpftest.map;

import java.util.List;

/**
 * A per-CPU hash, LRU hash or array: each key has one value for every possible CPU, in the order of the CPUs' numbers.
 *
 * <p>{@link #put} takes exactly one value for each possible CPU.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of one CPU's value
 */
public interface PerCpuMap<K, V> extends KernelMap<K, List<V>> {

    /** The number of possible CPUs, and so of values of each key. */
    int cpus();

    /** Sets the same value for every CPU. */
    void putOnEachCpu(K key, V value);

    /**
     * Adds the values of all CPUs; 0 where the map has no such key.
     *
     * @throws io.bpftest.error.ConversionException if the values are no whole numbers
     */
    long sum(K key);
}
