package io.bpftest.packet;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the values of fields: from a dictionary and its neighbourhood, from the ends of their ranges, and any others. Which
 * ones follow from the random numbers alone.
 */
final class DrawnValues {

    private static final int[] KNOWN_PORTS = {22, 53, 67, 80, 123, 443, 4789, 6081, 8080, 51820};

    private final DictionaryWords words;
    private SplittableRandom random = new SplittableRandom(0);

    DrawnValues(DictionaryWords words) {
        this.words = words;
    }

    /** Begins anew, for the packet of a number. */
    void seed(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Says yes so many times of a hundred. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A number from 0 up to, not including, the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int u8() {
        return (int) drawn(words.bytes(), 8);
    }

    int u16() {
        return (int) drawn(words.shorts(), 16);
    }

    int port() {
        return chance(15) ? KNOWN_PORTS[below(KNOWN_PORTS.length)] : u16();
    }

    long u32() {
        return drawn(words.ints(), 32);
    }

    /** An IPv4 address; some are in a small range, so that packets meet others of the same host. */
    long address4() {
        return chance(25) ? 0x0a000001L + below(4) : u32();
    }

    /** An IPv6 address. */
    byte[] address6() {
        byte[] address = new byte[16];
        if (!words.addresses().isEmpty() && chance(40)) {
            address = words.addresses().get(below(words.addresses().size())).clone();
            vary(address);
        } else if (chance(50)) {
            address[0] = 0x20;
            address[1] = 0x01;
            address[2] = 0x0d;
            address[3] = (byte) 0xb8;
            address[15] = (byte) (1 + below(4));
        } else {
            ByteBuffer.wrap(address)
                    .putInt((int) u32())
                    .putInt((int) u32())
                    .putInt((int) u32())
                    .putInt((int) u32());
        }
        return address;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int at = 0; at + 4 <= length && chance(50); at += 4) {
            ByteBuffer.wrap(bytes).putInt(at, (int) u32());
        }
        return bytes;
    }

    private void vary(byte[] address) {
        int kind = below(100);
        int prefix = prefix(128);
        if (kind < 30) {
            int bit = kind < 15 ? prefix - 1 : Math.min(prefix, 127);
            address[bit / 8] ^= (byte) (0x80 >> bit % 8);
        } else if (kind < 60) {
            for (int bit = prefix; bit < 128; bit++) {
                address[bit / 8] ^= (byte) ((random.nextInt() & 1) << (7 - bit % 8));
            }
        }
    }

    private long drawn(List<Long> known, int bits) {
        long all = (1L << bits) - 1;
        int kind = below(100);
        if (kind < 50 && !known.isEmpty()) {
            return near(known.get(below(known.size())), bits) & all;
        } else if (kind < 65) {
            long[] ends = {0, 1, all, all - 1, all >> 1, (all >> 1) + 1};
            return ends[below(ends.length)];
        }
        return random.nextLong() & all;
    }

    private long near(long value, int bits) {
        int kind = below(100);
        if (kind < 45) {
            return value;
        } else if (kind < 60) {
            return value + (chance(50) ? 1 : -1);
        } else if (kind < 70) {
            return value ^ 1L << below(bits);
        }
        int prefix = prefix(bits);
        if (kind < 85) {
            // The last bit of the prefix, or the first that it leaves open.
            return value ^ 1L << Math.max(0, bits - prefix - (kind < 77 ? 0 : 1));
        }
        long open = (1L << bits - prefix) - 1;
        return value & ~open | random.nextLong() & open;
    }

    /** A length of a prefix, from 1 to all bits: mostly one that the dictionary tells of. */
    private int prefix(int bits) {
        List<Integer> known = words.prefixes();
        int length = known.isEmpty() || chance(30) ? 1 + below(bits) : known.get(below(known.size()));
        return Math.min(length, bits);
    }
}
