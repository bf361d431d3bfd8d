package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import io.bpftest.map.PerCpuMap;
import java.util.Collections;
import java.util.List;

/** Per-CPU hash, LRU hash and array. */
public final class PerCpuTypedMap<K, V> extends TypedMap<K, List<V>> implements PerCpuMap<K, V> {

    private final Codec<V> value;
    private final int cpus;

    /**
     * Makes the handle of a map.
     *
     * @param value the codec of one CPU's value
     * @param cpus how many CPUs are possible
     */
    public PerCpuTypedMap(MapTarget target, Codec<K> key, Codec<V> value, int cpus) {
        super(target, key, new PerCpuCodec<>(value, cpus));
        this.value = value;
        this.cpus = cpus;
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public void putOnEachCpu(K key, V value) {
        put(key, Collections.nCopies(cpus, value));
    }

    @Override
    public long sum(K key) {
        List<V> values = get(key);
        long sum = 0;
        for (V each : values == null ? List.<V>of() : values) {
            sum += value.number(each)
                    .orElseThrow(() -> new ConversionException(new Problem(
                            "The values of map \"" + info().name() + "\" cannot be added",
                            each.getClass().getSimpleName(),
                            "a handle whose values are numbers",
                            "use PerCpuMap<..., Long> where the C type is a number")));
        }
        return sum;
    }
}
