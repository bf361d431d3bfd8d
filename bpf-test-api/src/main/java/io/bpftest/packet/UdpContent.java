package io.bpftest.packet;

/**
 * What a UDP datagram can carry: {@link Vxlan}, {@link Geneve}, {@link Dns}, or one of a test's own.
 *
 * <pre>{@code
 * udp4("192.0.2.1", 49152, "192.0.2.2", 4789).carrying(vxlan(100, arpRequest(...)))
 * }</pre>
 */
@FunctionalInterface
public interface UdpContent {

    /** A new array of all its bytes. */
    byte[] bytes();
}
