package io.bpftest.map;

/**
 * A Bloom filter: tells that a value was certainly never added, or that it may have been. Values cannot be removed or
 * listed. Linux 5.16 or newer ({@code kernel/bpf/bloom_filter.c}).
 *
 * @param <V> the Java type of values
 */
public interface BloomFilter<V> extends BpfMapHandle {

    /**
     * Adds a value.
     *
     * @throws io.bpftest.error.ConversionException if it does not fit the C type
     * @throws io.bpftest.error.MapAccessException if it is frozen
     */
    void add(V value);

    /** Tells whether a value may have been added: false is certain, true may be wrong for a value that was not. */
    boolean mightContain(V value);
}
