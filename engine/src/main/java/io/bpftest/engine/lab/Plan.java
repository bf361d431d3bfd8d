package io.bpftest.engine.lab;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses of one network of a lab.
 *
 * @param network the network's number in its lab, 0 to 65535
 */
record Plan(int network) {

    /** How many bits of an IPv4 address are the network's. */
    static final int PREFIX_4 = 24;

    /** How many bits of an IPv6 address are the network's. */
    static final int PREFIX_6 = 64;

    /** The address of a member, counted from 1. */
    Inet4Address ip4(int member) {
        return (Inet4Address) address(10, network >> 8, network & 0xff, member);
    }

    /** The address of a member, counted from 1. */
    Inet6Address ip6(int member) {
        return (Inet6Address) address(0xfd, 0, 0, 0, 0, 0, network >> 8, network & 0xff, 0, 0, 0, 0, 0, 0, 0, member);
    }

    /** The MAC address of a member, counted from 1: one that is administered locally. */
    byte[] mac(int member) {
        return bytes(0x02, 0, 0, network >> 8, network & 0xff, member);
    }

    private static InetAddress address(int... parts) {
        try {
            return InetAddress.getByAddress(bytes(parts));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        return bytes;
    }
}
