package io.bpftest.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Sets lengths and checksums of IPv4, IPv6, UDP and TCP right again after bytes of a frame were changed. */
final class PacketRepair {

    private static final int TCP = 6;
    private static final int UDP = 17;

    private PacketRepair() {}

    /** Gives a copy that is right as far as its headers can be followed: Ethernet, VLAN tags, IP, UDP and TCP. */
    static byte[] repaired(byte[] frame) {
        byte[] copy = frame.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy);
        int at = 12;
        int type = at + 2 <= copy.length ? u16(bytes, at) : 0;
        while ((type == 0x8100 || type == 0x88a8) && at + 6 <= copy.length) {
            at += 4;
            type = u16(bytes, at);
        }
        int network = at + 2;
        if (type == 0x0800 && network + 20 <= copy.length) {
            repairIp4(bytes, network);
        } else if (type == 0x86dd && network + 40 <= copy.length) {
            bytes.putShort(network + 4, (short) (copy.length - network - 40));
            transport(bytes, network + 40, copy[network + 6], network + 8, 32);
        }
        return copy;
    }

    private static void repairIp4(ByteBuffer bytes, int network) {
        int header = (bytes.get(network) & 0xf) * 4;
        if (header < 20 || network + header > bytes.capacity()) {
            return;
        }
        bytes.putShort(network + 2, (short) (bytes.capacity() - network));
        checksum(bytes, network, network + header, network + 10, 0);
        if ((u16(bytes, network + 6) & 0x3fff) == 0) {
            transport(bytes, network + header, bytes.get(network + 9), network + 12, 8);
        }
    }

    private static void transport(ByteBuffer bytes, int at, int protocol, int addresses, int addressesLength) {
        int length = bytes.capacity() - at;
        if (protocol == UDP && length >= 8) {
            bytes.putShort(at + 4, (short) length);
        } else if (protocol != TCP || length < 20) {
            return;
        }
        byte[] both = Arrays.copyOfRange(bytes.array(), addresses, addresses + addressesLength);
        long extra = InternetChecksum.sum(both) + protocol + length;
        checksum(bytes, at, bytes.capacity(), at + (protocol == UDP ? 6 : 16), extra);
    }

    private static void checksum(ByteBuffer bytes, int from, int to, int field, long extra) {
        byte[] covered = Arrays.copyOfRange(bytes.array(), from, to);
        bytes.putShort(field, (short) InternetChecksum.expected(covered, field - from, extra));
    }

    private static int u16(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
