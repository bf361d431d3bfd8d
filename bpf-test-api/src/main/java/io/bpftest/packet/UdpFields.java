package io.bpftest.packet;

/**
 * What can be said of a UDP header, over whichever IP version.
 *
 * @param <S> the kind of frame itself
 */
public interface UdpFields<S extends UdpFields<S>> {

    /** The UDP header as described so far. */
    UdpHeader udp();

    /** Takes another UDP header. */
    S udp(UdpHeader header);

    /** Sets the source port, 0 to 65535. */
    default S sourcePort(int port) {
        return udp(UdpHeader.of(port, udp().destinationPort()));
    }

    /** Sets the destination port, 0 to 65535. */
    default S destinationPort(int port) {
        return udp(UdpHeader.of(udp().sourcePort(), port));
    }
}
