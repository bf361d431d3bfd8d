package io.bpftest.assertion;

import io.bpftest.packet.Packets;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as tests write them. */
final class Addresses {

    private Addresses() {}

    /** Reads an IP address in digits. */
    static InetSocketAddress of(String address, int port) {
        InetAddress ip = address.contains(":") ? Packets.ip6(address) : Packets.ip4(address);
        return new InetSocketAddress(ip, port);
    }
}
