package io.bpftest.assertion;

import io.bpftest.map.PerCpuMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a map with a value for each CPU: on the lists of values as on those of any map, and on their sums, which are
 * the same on whatever CPUs programs ran.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of one CPU's value
 */
public class PerCpuMapAssert<K, V> extends AbstractKernelMapAssert<PerCpuMapAssert<K, V>, K, List<V>, PerCpuMap<K, V>> {

    /** Makes assertions on a map; see {@link BpfAssertions#assertThat(PerCpuMap)}. */
    public PerCpuMapAssert(@Nullable PerCpuMap<K, V> actual) {
        super(actual, PerCpuMapAssert.class);
    }

    /**
     * Checks that the map has this key, whose values of all CPUs add up to this sum.
     *
     * <pre>{@code
     * firewall.run(packet);
     * firewall.run(packet);
     * assertThat(counters).containsSum(PASSED, 2); // passes if the program counts packets that pass
     * assertThat(counters).containsSum(PASSED, 1); // fails
     * }</pre>
     *
     * @throws io.bpftest.error.ConversionException if the values are no whole numbers
     */
    public PerCpuMapAssert<K, V> containsSum(K key, long sum) {
        isNotNull();
        Content shownKey = new Content(key);
        List<V> values = actual.get(key);
        if (values == null) {
            throw failed(
                    MapFailure.text(actual, "has no key " + shownKey + ", expected it with the sum " + sum),
                    "no entry",
                    shownKey + ": " + sum);
        }
        long found = actual.sum(key);
        if (found != sum) {
            throw failed(
                    MapFailure.text(actual, "has the sum " + found + " for " + shownKey + ", expected " + sum)
                            .line("CPUs", new Content(values).toString()),
                    shownKey + ": " + found,
                    shownKey + ": " + sum);
        }
        return this;
    }

    /**
     * Checks that the values of all keys and CPUs add up to this sum.
     *
     * <pre>{@code
     * firewall.run(packet);
     * assertThat(counters).hasSum(1); // passes if the program counts each packet once, under whatever key
     * }</pre>
     *
     * @throws io.bpftest.error.ConversionException if the values are no whole numbers
     */
    public PerCpuMapAssert<K, V> hasSum(long sum) {
        isNotNull();
        Map<K, Long> sums = actual.sums();
        long found = sums.values().stream().mapToLong(Long::longValue).sum();
        if (found != sum) {
            throw failed(
                    MapFailure.sentence(actual, "has the sum " + found + ", expected " + sum)
                            .line("sums", sums.toString()),
                    Long.toString(found),
                    Long.toString(sum));
        }
        return this;
    }

    /**
     * Checks that these are the sums of all keys; an array's keys whose sum is 0 do not count.
     *
     * <pre>{@code
     * firewall.run(packet);
     * assertThat(counters).containsOnlySums(Map.of(PASSED, 1L)); // passes if it counts in this key only
     * }</pre>
     *
     * @throws io.bpftest.error.ConversionException if the values are no whole numbers
     */
    public PerCpuMapAssert<K, V> containsOnlySums(Map<? extends K, Long> sums) {
        isNotNull();
        MapDifference difference = MapDifference.between(sums, actual.sums());
        if (!difference.isEmpty()) {
            throw failed(difference.addTo(MapFailure.sentence(actual, "does not hold exactly the expected sums")));
        }
        return this;
    }
}
