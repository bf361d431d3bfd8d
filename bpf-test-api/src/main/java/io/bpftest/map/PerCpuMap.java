package io.bpftest.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * Adds the values of all CPUs for every key; entries whose sum is 0 are left out of an array's.
     *
     * @throws io.bpftest.error.ConversionException if the values are no whole numbers
     */
    default Map<K, Long> sums() {
        Map<K, Long> sums = new LinkedHashMap<>();
        for (K key : keys()) {
            long sum = sum(key);
            if (sum != 0 || !info().type().isArray()) {
                sums.put(key, sum);
            }
        }
        return sums;
    }
}
