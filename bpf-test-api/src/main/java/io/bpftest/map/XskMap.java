package io.bpftest.map;

/**
 * An xskmap: the AF_XDP sockets that an XDP program redirects to, by index, mostly that of a receive queue. Linux 4.18 or
 * newer.
 *
 * <p>The kernel takes AF_XDP sockets with a receive ring only, which Java has none of: the interfaces of a
 * lab make them. Nobody can read out which sockets it holds.
 */
public interface XskMap extends BpfMapHandle {

    /**
     * Puts a socket in.
     *
     * @param descriptor the file descriptor of an AF_XDP socket with a receive ring; it stays the caller's
     * @throws io.bpftest.error.MapAccessException if it is no such socket, or there is no such index
     */
    void put(int index, int descriptor);

    /** Puts an AF_XDP socket in, such as one of an interface of a lab; otherwise as {@link #put(int, int)}. */
    default void put(int index, KernelSocket socket) {
        put(index, socket.descriptor());
    }

    /** Takes the socket of an index out; does nothing where there is none. */
    void remove(int index);

    /** Takes all sockets out. */
    default void clear() {
        for (int index = 0; index < info().maxEntries(); index++) {
            remove(index);
        }
    }
}
