package io.bpftest.lab;

/** Kinds of sockets that {@link SystemCalls#socket} opens, with the kernel's numbers of Linux ({@code linux/socket.h}). */
public enum SocketKind {
    /** TCP over IPv4. */
    TCP4(2, 1, 0, "TCP over IPv4"),
    /** TCP over IPv6, or over IPv4 with mapped addresses, as Java's own sockets are. */
    TCP6(10, 1, 0, "TCP over IPv6"),
    /** UDP over IPv4. */
    UDP4(2, 2, 0, "UDP over IPv4"),
    /** UDP over IPv6. */
    UDP6(10, 2, 0, "UDP over IPv6"),
    /** ICMP packets with all their headers ({@code SOCK_RAW}); needs CAP_NET_RAW. */
    ICMP4(2, 3, 1, "raw ICMP over IPv4"),
    /** A stream between processes. */
    UNIX_STREAM(1, 1, 0, "Unix stream"),
    /** Datagrams between processes. */
    UNIX_DATAGRAM(1, 2, 0, "Unix datagram");

    private final int family;
    private final int type;
    private final int protocol;
    private final String title;

    SocketKind(int family, int type, int protocol, String title) {
        this.family = family;
        this.type = type;
        this.protocol = protocol;
        this.title = title;
    }

    /** {@code AF_INET}, {@code AF_INET6} or {@code AF_UNIX}. */
    public int family() {
        return family;
    }

    /** {@code SOCK_STREAM}, {@code SOCK_DGRAM} or {@code SOCK_RAW}; not on MIPS, which has its own. */
    public int type() {
        return type;
    }

    /** The protocol, 0 for the kind's usual one. */
    public int protocol() {
        return protocol;
    }

    /** What messages call it. */
    public String title() {
        return title;
    }
}
