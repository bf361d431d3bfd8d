package io.bpftest.map;

import java.nio.channels.NetworkChannel;

/**
 * A map that holds sockets: sockmap, sockhash or reuseport_sockarray. The test's own Java sockets go in; the kernel takes
 * a socket out when it is closed.
 *
 * @param <K> the Java type of keys
 */
public interface SocketMap<K> extends BpfMapHandle {

    /**
     * Puts a socket into the map, in place of the key's former one.
     *
     * @param socket a bound channel of this process and network namespace, such as a {@code ServerSocketChannel}; it
     *     stays the caller's
     * @throws io.bpftest.error.RunOptionException if it is not bound or closed, or cannot be told from others
     * @throws io.bpftest.error.MapAccessException if the kernel does not take such a socket into this kind of map
     */
    void put(K key, NetworkChannel socket);

    /**
     * As {@link #put(Object, NetworkChannel)}, for a socket that is known by its file descriptor; bound or not.
     *
     * @throws io.bpftest.error.MapAccessException if it is closed, or the kernel does not take it into this kind of map
     */
    void put(K key, KernelSocket socket);

    /** Takes a key's socket out of the map and tells whether there was one. */
    boolean remove(K key);
}
