package io.bpftest.map;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A longest-prefix-match trie.
 *
 * <p>{@link #get} and {@link #containsKey} speak of exactly the given prefix (they walk the trie, since the kernel only
 * offers matching); {@link #lookup} matches as a program does.
 *
 * @param <V> the Java type of values
 */
public interface LpmTrie<V> extends KernelMap<Prefix, V> {

    /** Sets the value of a prefix such as {@code "10.0.0.0/8"}. */
    default void put(String cidr, V value) {
        put(Prefix.of(cidr), value);
    }

    /** Gives the value of exactly this prefix, or null. */
    @Nullable
    default V get(String cidr) {
        return get(Prefix.of(cidr));
    }

    /** Removes exactly this prefix and tells whether it was there. */
    default boolean remove(String cidr) {
        return remove(Prefix.of(cidr));
    }

    /** Gives the value of the longest prefix that holds this one, or null. */
    @Nullable
    V lookup(Prefix prefix);

    /** Gives the value of the longest prefix that holds the address, or null. */
    @Nullable
    default V lookup(InetAddress address) {
        return lookup(Prefix.of(address));
    }
}
