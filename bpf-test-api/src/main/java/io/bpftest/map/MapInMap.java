package io.bpftest.map;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An array or hash of maps: maps by key, which all look like the inner map that the object defines. Linux 4.12 or newer.
 *
 * <p>Handles of inner maps end with the object of this map. Finding an inner map that came in otherwise than through this
 * handle takes CAP_SYS_ADMIN ({@code BPF_MAP_GET_FD_BY_ID}).
 *
 * @param <K> the Java type of keys
 * @param <M> the handle of an inner map, such as {@code KernelMap<Integer, Long>}
 */
public interface MapInMap<K, M extends BpfMapHandle> extends BpfMapHandle {

    /** Gives the inner map of a key, or null where there is none. */
    @Nullable
    M inner(K key);

    /**
     * Sets the inner map of a key, in place of any former one.
     *
     * @param map a map of this object or another one
     * @throws io.bpftest.error.WrongHandleException if it is no map of the inner map's type and sizes
     * @throws io.bpftest.error.MapAccessException if the map is full, or has no such index
     */
    void put(K key, BpfMapHandle map);

    /** Makes a new, empty inner map as the object defines it; it is in no key's place yet. */
    M create();

    /** Makes a new, empty inner map and sets it for a key, in place of any former one. */
    default M create(K key) {
        M map = create();
        put(key, map);
        return map;
    }

    /** Takes a key's inner map out and tells whether there was one. */
    boolean remove(K key);

    /** The keys that have an inner map. */
    Set<K> keys();

    /** Takes all inner maps out. */
    default void clear() {
        keys().forEach(this::remove);
    }
}
