package io.bpftest.assertion;

import io.bpftest.map.LpmTrie;
import io.bpftest.map.Prefix;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a longest-prefix-match trie: on exactly the given prefixes as on any map's keys, which may be written as
 * text such as {@code "10.0.0.0/8"}, and on what an address leads to.
 *
 * @param <V> the Java type of values
 */
public class LpmTrieAssert<V> extends AbstractKernelMapAssert<LpmTrieAssert<V>, Prefix, V, LpmTrie<V>> {

    /** Makes assertions on a trie; see {@link BpfAssertions#assertThat(LpmTrie)}. */
    public LpmTrieAssert(@Nullable LpmTrie<V> actual) {
        super(actual, LpmTrieAssert.class);
    }

    /**
     * Checks that the trie has exactly this prefix with this value.
     *
     * <pre>{@code
     * routes.put("10.0.0.0/8", 1);
     * assertThat(routes).containsEntry("10.0.0.0/8", 1); // passes
     * assertThat(routes).containsEntry("10.1.0.0/16", 1); // fails: matched, but not there
     * }</pre>
     *
     * @throws io.bpftest.error.ConversionException if the text is no prefix
     */
    public LpmTrieAssert<V> containsEntry(String cidr, V value) {
        return containsEntry(Prefix.of(cidr), value);
    }

    /** Checks that the trie does not have exactly this prefix with this value; otherwise as {@link #containsEntry}. */
    public LpmTrieAssert<V> doesNotContainEntry(String cidr, V value) {
        return doesNotContainEntry(Prefix.of(cidr), value);
    }

    /** Checks that the trie has exactly this prefix; otherwise as {@link #containsEntry(String, Object)}. */
    public LpmTrieAssert<V> containsKey(String cidr) {
        return containsKey(Prefix.of(cidr));
    }

    /** Checks that the trie does not have exactly this prefix; otherwise as {@link #containsEntry(String, Object)}. */
    public LpmTrieAssert<V> doesNotContainKey(String cidr) {
        return doesNotContainKey(Prefix.of(cidr));
    }

    /** Checks that the trie has these prefixes and no others; otherwise as {@link #containsEntry(String, Object)}. */
    public LpmTrieAssert<V> containsOnlyPrefixes(Map<String, ? extends V> entries) {
        Map<Prefix, V> prefixes = new LinkedHashMap<>();
        entries.forEach((cidr, value) -> prefixes.put(Prefix.of(cidr), value));
        return containsOnly(prefixes);
    }

    /**
     * Checks what a program finds for an address: the value of the longest prefix that holds it.
     *
     * <pre>{@code
     * routes.put("10.0.0.0/8", 1);
     * routes.put("10.1.0.0/16", 2);
     * assertThat(routes).looksUp("10.1.2.3", 2); // passes
     * assertThat(routes).looksUp("10.2.2.3", 2); // fails: 1
     * }</pre>
     *
     * @throws io.bpftest.error.ConversionException if the text is no address
     */
    public LpmTrieAssert<V> looksUp(String address, V value) {
        isNotNull();
        Content found = new Content(actual.lookup(Prefix.of(address)));
        Content expected = new Content(value);
        if (!found.equals(expected)) {
            throw failed(
                    MapFailure.text(
                            actual,
                            "leads " + address + " to " + (found.isPresent() ? found : "nothing") + ", expected "
                                    + expected),
                    found.isPresent() ? found.toString() : "nothing",
                    expected.toString());
        }
        return this;
    }

    /**
     * Checks that a program finds nothing for an address: no prefix holds it.
     *
     * <pre>{@code
     * routes.put("10.0.0.0/8", 1);
     * assertThat(routes).looksUpNothing("192.0.2.1"); // passes
     * assertThat(routes).looksUpNothing("10.2.2.3");  // fails: 1
     * }</pre>
     *
     * @throws io.bpftest.error.ConversionException if the text is no address
     */
    public LpmTrieAssert<V> looksUpNothing(String address) {
        isNotNull();
        Content found = new Content(actual.lookup(Prefix.of(address)));
        if (found.isPresent()) {
            throw failed(MapFailure.text(actual, "leads " + address + " to " + found + ", expected nothing"));
        }
        return this;
    }
}
