package io.bpftest.packet;

/** The checksum of IP, UDP, TCP and ICMP (RFC 1071), and what to say about the one that a header holds. */
final class InternetChecksum {

    static final int FIELD_LENGTH = 2;

    private InternetChecksum() {}

    /** The sum of big-endian 16-bit words, not yet folded; an odd last byte is the upper half of a word. */
    static long sum(byte[] bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (i % 2 == 0) ? (bytes[i] & 0xff) << 8 : bytes[i] & 0xff;
        }
        return sum;
    }

    static int fold(long sum) {
        long folded = sum;
        while (folded >> 16 != 0) {
            folded = (folded & 0xffff) + (folded >> 16);
        }
        return (int) ~folded & 0xffff;
    }

    /** The checksum that the bytes should hold in the field at an offset; {@code extra} is added to their sum. */
    static int expected(byte[] bytes, int field, long extra) {
        byte[] blank = bytes.clone();
        blank[field] = 0;
        blank[field + 1] = 0;
        return fold(sum(blank) + extra);
    }

    /** Writes a checksum and whether it is right. Sums of zero and all ones are the same number, so either will do. */
    static String verdict(int found, int expected) {
        return NumberText.hex(found, 4)
                + (isRight(found, expected) ? " (right)" : " (wrong, " + NumberText.hex(expected, 4) + " is right)");
    }

    static boolean isRight(int found, int expected) {
        return found == expected || (found % 0xffff == 0 && expected % 0xffff == 0);
    }
}
