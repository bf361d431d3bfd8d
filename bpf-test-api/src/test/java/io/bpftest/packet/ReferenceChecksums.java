package io.bpftest.packet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Verifies checksums by the receiver's rule, apart from how packets are built and rendered: the 16-bit words, checksum
 * included, add up to all ones when carries are added back at once.
 */
final class ReferenceChecksums {

    private ReferenceChecksums() {}

    static boolean ip4HeaderHolds(byte[] frame, int ip) {
        return addsUp(Arrays.copyOfRange(frame, ip, ip + (frame[ip] & 0xf) * 4));
    }

    static boolean icmp4Holds(byte[] frame, int icmp) {
        return addsUp(Arrays.copyOfRange(frame, icmp, frame.length));
    }

    /** UDP, TCP or ICMPv6 that ends with the frame, directly behind an IP header that starts at an index. */
    static boolean transportHolds(byte[] frame, int ip) {
        boolean four = frame[ip] >> 4 == 4;
        int start = ip + (four ? (frame[ip] & 0xf) * 4 : 40);
        int addresses = ip + (four ? 12 : 8);
        int protocol = frame[ip + (four ? 9 : 6)];
        int length = frame.length - start;
        ByteArrayOutputStream summed = new ByteArrayOutputStream();
        summed.write(frame, addresses, four ? 8 : 32);
        summed.writeBytes(new byte[] {0, (byte) protocol, (byte) (length >> 8), (byte) length});
        summed.write(frame, start, length);
        return addsUp(summed.toByteArray());
    }

    private static boolean addsUp(byte[] bytes) {
        byte[] even = Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
        int sum = 0;
        for (int i = 0; i < even.length; i += 2) {
            sum += Byte.toUnsignedInt(even[i]) * 256 + Byte.toUnsignedInt(even[i + 1]);
            if (sum > 0xffff) {
                sum = sum - 0x10000 + 1;
            }
        }
        return sum == 0xffff;
    }
}
