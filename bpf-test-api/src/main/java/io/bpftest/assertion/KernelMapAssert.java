package io.bpftest.assertion;

import io.bpftest.map.KernelMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a map in the kernel holds at the time of the assertion.
 *
 * <p>Keys and values are compared by content, arrays and lists of arrays too. A {@link io.bpftest.map.StructValue} may
 * leave out padding and all but one member of a union, as for writing, and give members as any Java type that fits. Keys
 * of an {@link io.bpftest.map.LpmTrie} are exactly the given prefixes; the values of a {@link io.bpftest.map.PerCpuMap}
 * are lists with one element for each CPU. An array holds every index at all times: {@link #isEmpty} and {@link #containsOnly} count all of them, so use
 * {@link #changedOnly(Map, Map)} there.
 *
 * <p>A failure names the map and shows what differs key by key. The errors of the map's own operations pass through,
 * such as {@link io.bpftest.error.ConversionException} for a key that does not fit the C type.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public class KernelMapAssert<K, V> extends AbstractBpfAssert<KernelMapAssert<K, V>, KernelMap<K, V>> {

    /** Makes assertions on a map; see {@link BpfAssertions#assertThat(KernelMap)}. */
    @SuppressWarnings("unchecked")
    public KernelMapAssert(@Nullable KernelMap<K, V> actual) {
        super(actual, (Class<KernelMapAssert<K, V>>) (Class<?>) KernelMapAssert.class);
    }

    /**
     * Checks that the map has this key with this value.
     *
     * <pre>{@code
     * blocked.put(ip4("203.0.113.7"), 1L);
     * assertThat(blocked).containsEntry(ip4("203.0.113.7"), 1L); // passes
     * assertThat(blocked).containsEntry(ip4("203.0.113.7"), 2L); // fails
     * }</pre>
     */
    public KernelMapAssert<K, V> containsEntry(K key, V value) {
        isNotNull();
        Content found = new Content(actual.get(key));
        Content expected = new Content(actual.valueAsRead(value));
        if (!found.equals(expected)) {
            Content shownKey = new Content(key);
            String problem = found.isPresent()
                    ? "has " + found + " for " + shownKey + ", expected " + expected
                    : "has no key " + shownKey + ", expected it with " + expected;
            String differs = found.members().isEmpty() ? "" : MemberDifference.between(expected, found);
            throw failed(
                    MapFailure.text(actual, problem).line("differs", differs),
                    found.isPresent() ? shownKey + ": " + found : "no entry",
                    shownKey + ": " + expected);
        }
        return this;
    }

    /**
     * Checks that the map does not have this key with this value: another value, or no such key, passes.
     *
     * <pre>{@code
     * blocked.put(ip4("203.0.113.7"), 1L);
     * assertThat(blocked).doesNotContainEntry(ip4("203.0.113.7"), 2L); // passes
     * assertThat(blocked).doesNotContainEntry(ip4("203.0.113.7"), 1L); // fails
     * }</pre>
     */
    public KernelMapAssert<K, V> doesNotContainEntry(K key, V value) {
        isNotNull();
        Content found = new Content(actual.get(key));
        if (found.equals(new Content(actual.valueAsRead(value)))) {
            throw failed(MapFailure.text(
                    actual, "has " + found + " for " + new Content(key) + ", expected another value or no such key"));
        }
        return this;
    }

    /**
     * Checks that the map has this key.
     *
     * <pre>{@code
     * assertThat(blocked).containsKey(ip4("203.0.113.7")); // passes if it has been put, fails if not
     * }</pre>
     */
    public KernelMapAssert<K, V> containsKey(K key) {
        isNotNull();
        if (!actual.containsKey(key)) {
            throw failed(MapFailure.text(actual, "has no key " + new Content(key)));
        }
        return this;
    }

    /**
     * Checks that the map does not have this key.
     *
     * <pre>{@code
     * assertThat(blocked).doesNotContainKey(ip4("198.51.100.1")); // passes if it was never put, fails if it was
     * }</pre>
     */
    public KernelMapAssert<K, V> doesNotContainKey(K key) {
        isNotNull();
        if (actual.containsKey(key)) {
            Content found = new Content(actual.get(key));
            throw failed(
                    MapFailure.text(actual, "has " + found + " for " + new Content(key) + ", expected no such key"));
        }
        return this;
    }

    /**
     * Checks that the map has these entries, and perhaps more.
     *
     * <pre>{@code
     * ports.putAll(Map.of(53, 1L, 80, 0L));
     * assertThat(ports).containsAllEntriesOf(Map.of(53, 1L)); // passes
     * assertThat(ports).containsAllEntriesOf(Map.of(53, 1L, 443, 0L)); // fails: missing 443
     * }</pre>
     */
    public KernelMapAssert<K, V> containsAllEntriesOf(Map<? extends K, ? extends V> entries) {
        isNotNull();
        Map<K, V> expected = asRead(entries);
        Map<K, V> found = new LinkedHashMap<>();
        for (K key : expected.keySet()) {
            V value = actual.get(key);
            if (value != null) {
                found.put(key, value);
            }
        }
        return fail(MapDifference.between(expected, found), "does not hold all expected entries");
    }

    /**
     * Checks that the map has these entries and no others.
     *
     * <pre>{@code
     * ports.putAll(Map.of(53, 1L, 80, 0L));
     * assertThat(ports).containsOnly(Map.of(53, 1L, 80, 0L)); // passes
     * assertThat(ports).containsOnly(Map.of(53, 1L)); // fails: unexpected 80
     * }</pre>
     */
    public KernelMapAssert<K, V> containsOnly(Map<? extends K, ? extends V> entries) {
        isNotNull();
        return fail(
                MapDifference.between(asRead(entries), actual.toMap()), "does not hold exactly the expected entries");
    }

    /**
     * Checks that the map has no entry.
     *
     * <pre>{@code
     * blocked.clear();
     * assertThat(blocked).isEmpty(); // passes
     * blocked.put(ip4("203.0.113.7"), 0L);
     * assertThat(blocked).isEmpty(); // fails
     * }</pre>
     */
    public KernelMapAssert<K, V> isEmpty() {
        return hasSize(0);
    }

    /**
     * Checks how many entries the map has.
     *
     * <pre>{@code
     * ports.putAll(Map.of(53, 1L, 80, 0L));
     * assertThat(ports).hasSize(2); // passes
     * assertThat(ports).hasSize(3); // fails
     * }</pre>
     */
    public KernelMapAssert<K, V> hasSize(long entries) {
        isNotNull();
        long found = actual.size();
        if (found != entries) {
            throw failed(
                    MapFailure.text(
                            actual, "has " + MapFailure.entries(found) + ", expected " + MapFailure.entries(entries)),
                    Long.toString(found),
                    Long.toString(entries));
        }
        return this;
    }

    /**
     * Checks that the map holds what it held before.
     *
     * <pre>{@code
     * Map<Integer, Long> before = counters.toMap();
     * firewall.run(packet);
     * assertThat(counters).isUnchangedSince(before); // fails if the program counted the packet
     * }</pre>
     *
     * @param before a copy of the entries, from {@link KernelMap#toMap()}
     */
    public KernelMapAssert<K, V> isUnchangedSince(Map<K, V> before) {
        isNotNull();
        return fail(MapDifference.ofChange(before, Map.of(), actual.toMap()), "changed, expected it unchanged");
    }

    /**
     * Checks that these entries are new or got these values, and that nothing else changed.
     *
     * <pre>{@code
     * Map<Integer, Long> before = counters.toMap(); // 0: 0, 1: 0
     * firewall.run(packet);                         // counts in 1
     * assertThat(counters).changedOnly(before, Map.of(1, 1L)); // passes
     * assertThat(counters).changedOnly(before, Map.of(0, 0L)); // fails: 0 has not changed, 1 has
     * }</pre>
     *
     * @param before a copy of the entries, from {@link KernelMap#toMap()}
     * @param changes the entries that should be new or have another value now
     */
    public KernelMapAssert<K, V> changedOnly(Map<K, V> before, Map<? extends K, ? extends V> changes) {
        return changedOnly(before, changes, List.of());
    }

    /**
     * Checks that these entries are new or got these values, that these keys are gone, and that nothing else changed.
     *
     * <pre>{@code
     * Map<Integer, Long> before = flows.toMap(); // 7: 1
     * expire.run(packet);                        // removes 7, adds 8
     * assertThat(flows).changedOnly(before, Map.of(8, 1L), Set.of(7)); // passes
     * assertThat(flows).changedOnly(before, Map.of(8, 1L));            // fails: 7 is gone
     * }</pre>
     *
     * @param before a copy of the entries, from {@link KernelMap#toMap()}
     * @param changes the entries that should be new or have another value now
     * @param removed the keys that should be gone
     */
    public KernelMapAssert<K, V> changedOnly(
            Map<K, V> before, Map<? extends K, ? extends V> changes, Collection<? extends K> removed) {
        isNotNull();
        Map<Content, Content> expected = Content.of(asRead(changes));
        removed.forEach(key -> expected.put(new Content(actual.keyAsRead(key)), Content.NONE));
        return fail(MapDifference.ofChange(before, expected, actual.toMap()), "changed otherwise than expected");
    }

    /** What was given may say the same in other words, such as a struct without its padding. */
    private Map<K, V> asRead(Map<? extends K, ? extends V> entries) {
        Map<K, V> same = new LinkedHashMap<>();
        entries.forEach((key, value) -> same.put(actual.keyAsRead(key), actual.valueAsRead(value)));
        return same;
    }

    private KernelMapAssert<K, V> fail(MapDifference difference, String problem) {
        if (!difference.isEmpty()) {
            throw failed(difference.addTo(MapFailure.sentence(actual, problem)));
        }
        return this;
    }
}
