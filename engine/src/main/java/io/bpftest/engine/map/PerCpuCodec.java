package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One value for each possible CPU, each aligned to 8 bytes, as the kernel copies them. */
final class PerCpuCodec<V> implements Codec<List<V>> {

    private final Codec<V> one;
    private final int stride;
    private final int cpus;

    PerCpuCodec(Codec<V> one, int cpus) {
        this.one = one;
        this.stride = Scratch.align(one.size());
        this.cpus = cpus;
    }

    int cpus() {
        return cpus;
    }

    @Override
    public int size() {
        return stride * cpus;
    }

    @Override
    public void encode(List<V> values, long address) {
        if (values.size() != cpus) {
            throw new ConversionException(new Problem(
                    "A per-CPU entry takes one value for each possible CPU",
                    values.size() + " values",
                    cpus + " values",
                    "give " + cpus + " values, or use putOnEachCpu"));
        }
        for (int cpu = 0; cpu < cpus; cpu++) {
            one.encode(values.get(cpu), address + (long) cpu * stride);
        }
    }

    @Override
    public List<V> decode(long address) {
        List<V> values = new ArrayList<>(cpus);
        for (int cpu = 0; cpu < cpus; cpu++) {
            values.add(one.decode(address + (long) cpu * stride));
        }
        return values;
    }

    @Override
    public List<V> asRead(List<V> values) {
        return values.stream().map(one::asRead).toList();
    }

    @Override
    public String text(List<V> values) {
        return values.stream().map(one::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
