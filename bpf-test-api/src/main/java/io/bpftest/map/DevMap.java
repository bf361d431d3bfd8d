package io.bpftest.map;

import java.util.Map;
import java.util.Optional;

/**
 * A devmap or devmap_hash: the network interfaces that an XDP program redirects to, by key. Linux 4.14 or newer, as a hash
 * 5.4; programs of its entries 5.8, with values of {@code struct bpf_devmap_val}.
 *
 * <p>Names and indexes of interfaces are those of the calling thread's network namespace.
 */
public interface DevMap extends BpfMapHandle {

    /**
     * What a key leads to.
     *
     * @param interfaceIndex the index of the interface
     * @param interfaceName its name; empty where this thread's network namespace has no such interface
     * @param program the name of the program that sees the frame before it leaves, cut to 15 characters; empty for none
     */
    record Target(int interfaceIndex, String interfaceName, Optional<String> program) {
        @Override
        public String toString() {
            return (interfaceName.isEmpty() ? "interface " + interfaceIndex : interfaceName)
                    + program.map(name -> " through " + name).orElse("");
        }
    }

    /**
     * Sets the interface of a key, in place of any former one.
     *
     * @throws io.bpftest.error.MapAccessException if there is no such interface or, in an array, no such index
     */
    void put(int key, String networkInterface);

    /** Sets the interface of a key by its index; otherwise as {@link #put(int, String)}. */
    void put(int key, int interfaceIndex);

    /**
     * Sets the interface of a key, with a program that sees each frame before it leaves.
     *
     * @param program an XDP program of section {@code xdp/devmap}
     * @throws io.bpftest.error.MapAccessException as {@link #put(int, String)}, or if the program is no such program, or if
     *     the map's values have no room for one
     */
    void put(int key, String networkInterface, MapProgram program);

    /** Gives what a key leads to; empty where nothing. */
    Optional<Target> get(int key);

    /** Gives what each key leads to. */
    Map<Integer, Target> toMap();

    /** Takes a key's interface out and tells whether there was one. */
    boolean remove(int key);

    /** Takes all interfaces out. */
    default void clear() {
        toMap().keySet().forEach(this::remove);
    }
}
