package io.bpftest.packet;

/**
 * What an IP header of either version can carry whose checksum does not depend on that header: {@link Gre}, {@link
 * Esp}, {@link Ah}, {@link Sctp}, {@link Igmp}, or one of a test's own.
 *
 * <pre>{@code
 * ipv4("192.0.2.1", "192.0.2.2").carrying(gre(udp4(...)).key(7))
 * }</pre>
 */
public interface IpContent {

    /** The number that the header before names it with, 0 to 255. */
    int protocol();

    /** A new array of all its bytes, checksums made. */
    byte[] bytes();
}
