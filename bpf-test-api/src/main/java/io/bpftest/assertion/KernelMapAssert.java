package io.bpftest.assertion;

import io.bpftest.map.KernelMap;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a map of keys and values; see {@link AbstractKernelMapAssert} for all of them.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public class KernelMapAssert<K, V> extends AbstractKernelMapAssert<KernelMapAssert<K, V>, K, V, KernelMap<K, V>> {

    /** Makes assertions on a map; see {@link BpfAssertions#assertThat(KernelMap)}. */
    public KernelMapAssert(@Nullable KernelMap<K, V> actual) {
        super(actual, KernelMapAssert.class);
    }
}
