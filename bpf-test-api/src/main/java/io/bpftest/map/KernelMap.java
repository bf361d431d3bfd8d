package io.bpftest.map;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map in the kernel with keys and values as Java types: hash, array and LRU hash.
 *
 * <p>Numbers are in the machine's byte order, except where the C type is {@code __be16}, {@code __be32} or
 * {@code __be64}, which are in network order. Unsigned C numbers come back as the Java type asked for: a {@code __u32}
 * of 4,294,967,295 as {@code Long} is 4294967295 and as {@code Integer} is -1, as Java's own unsigned methods have it.
 * {@link java.net.InetAddress} and MAC addresses are their raw bytes in network order whatever the C type.
 *
 * <p>Every operation is a system call on the live map; nothing is cached. What reads all entries reads many in one system
 * call where the kernel can do so for this kind ({@code BPF_MAP_LOOKUP_BATCH}: hash 5.6, most others 5.13), else one by
 * one ({@code BPF_MAP_GET_NEXT_KEY}); while a program adds or removes entries it sees what the kernel sees then.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public interface KernelMap<K, V> extends BpfMapHandle {

    /**
     * Gives the value of a key, or null where the map has none.
     *
     * @throws io.bpftest.error.ConversionException if the key does not fit the C type
     */
    @Nullable
    V get(K key);

    /**
     * Sets the value of a key, new or not.
     *
     * @throws io.bpftest.error.ConversionException if the key or value does not fit its C type
     * @throws io.bpftest.error.MapAccessException if the map is full, frozen, or an array without this index
     */
    void put(K key, V value);

    /**
     * Sets the value of a new key; does nothing where the map has the key already, as an array has every index.
     *
     * <p>The kernel decides in one step ({@code BPF_NOEXIST}), also against a program that adds the same key.
     *
     * @return whether the key was new
     * @throws io.bpftest.error.MapAccessException as {@link #put}
     */
    boolean putIfAbsent(K key, V value);

    /**
     * Sets the value of a key that the map has; does nothing where it has not.
     *
     * <p>The kernel decides in one step ({@code BPF_EXIST}), also against a program that removes the same key.
     *
     * @return whether the map has the key
     * @throws io.bpftest.error.MapAccessException as {@link #put}
     */
    boolean replace(K key, V value);

    /**
     * Sets the value of a new key, for a test that takes for granted that it is new.
     *
     * @throws io.bpftest.error.MapAccessException if the map has the key already; else as {@link #put}
     */
    void putNew(K key, V value);

    /**
     * Sets the value of a key that the map has, for a test that takes for granted that it has.
     *
     * @throws io.bpftest.error.MapAccessException if the map has no such key; else as {@link #put}
     */
    void putExisting(K key, V value);

    /**
     * Sets every entry of another map, many in one system call where the kernel can do so for this kind (hash 5.6, most
     * others 5.13).
     *
     * @throws io.bpftest.error.MapAccessException as {@link #put}; what stands before the refused entry is set
     */
    default void putAll(Map<? extends K, ? extends V> entries) {
        entries.forEach(this::put);
    }

    /**
     * Removes a key; an array's entry cannot be removed.
     *
     * @return whether there was one
     * @throws io.bpftest.error.MapAccessException if this is an array
     */
    boolean remove(K key);

    /** Tells whether the map holds the key; an array holds every index below its size. */
    default boolean containsKey(K key) {
        return get(key) != null;
    }

    /** Copies the keys. */
    default Set<K> keys() {
        return toMap().keySet();
    }

    /** Copies the entries, in the kernel's order. */
    Map<K, V> toMap();

    /**
     * Shows every entry to the action, in the kernel's order, without a copy of the whole map: the memory that this takes
     * does not grow with the map. The action may use this map and others.
     */
    void forEach(BiConsumer<? super K, ? super V> action);

    /**
     * Gives a key as the map would give it back, without writing it: a {@link StructValue} with all members of the C
     * struct, each as the Java type that is read, a {@code Double} as a C {@code float} rounds it; other keys themselves.
     *
     * @throws io.bpftest.error.ConversionException if a {@code StructValue} does not fit the C type
     */
    default K keyAsRead(K key) {
        return key;
    }

    /** Gives a value as the map would give it back; otherwise as {@link #keyAsRead}. */
    default V valueAsRead(V value) {
        return value;
    }

    /** Counts the entries; an array's are its size. */
    long size();

    /** Tells whether there is no entry. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /** Removes every entry; an array's are set to zero. */
    void clear();
}
