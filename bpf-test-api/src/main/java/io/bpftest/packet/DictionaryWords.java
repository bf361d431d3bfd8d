package io.bpftest.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A dictionary's values by the size of the fields that they may stand in.
 *
 * @param bytes for fields of 8 bits
 * @param shorts for fields of 16 bits, in both byte orders
 * @param ints for fields of 32 bits, in both byte orders
 * @param addresses for fields of 128 bits
 * @param prefixes how many bits masks and keys of LPM tries compare
 */
record DictionaryWords(
        List<Long> bytes, List<Long> shorts, List<Long> ints, List<byte[]> addresses, List<Integer> prefixes) {

    /** How many words are taken of one size. */
    private static final int MOST = 4096;

    private static final int LONGEST_PREFIX = 128;

    /** Below this a number of four bytes is a length or an index; chance finds it as well. */
    private static final int SMALL = 256;

    static DictionaryWords of(Dictionary dictionary) {
        Collector all = new Collector();
        long before = 0;
        for (long number : dictionary.numbers()) {
            all.add(number);
            if (before < 0 && before > -65_536) {
                // How compilers write a range: take its first value away, then compare with its length.
                all.add(-before);
                all.add(number - before);
            }
            before = number;
        }
        dictionary.texts().forEach(all::add);
        return new DictionaryWords(
                List.copyOf(all.bytes),
                List.copyOf(all.shorts),
                List.copyOf(all.ints),
                List.copyOf(all.addresses),
                List.copyOf(all.prefixes));
    }

    /** Each word once, so that all are drawn equally often. */
    private static final class Collector {

        private final Set<Long> bytes = new LinkedHashSet<>();
        private final Set<Long> shorts = new LinkedHashSet<>();
        private final Set<Long> ints = new LinkedHashSet<>();
        private final List<byte[]> addresses = new ArrayList<>();
        private final Set<Integer> prefixes = new LinkedHashSet<>();

        void add(long number) {
            int low = (int) number;
            if (number >= Byte.MIN_VALUE && number < SMALL) {
                bytes.add(number & 0xff);
            }
            addShort((short) low);
            if (number != (short) number && number >>> 16 != 0) {
                addShort((short) (low >>> 16));
            }
            addInt(low);
            if (number != low && number >>> 32 != 0) {
                addInt((int) (number >>> 32));
            }
            addMask(low);
            addMask(Integer.reverseBytes(low));
        }

        void add(byte[] text) {
            ByteBuffer buffer = ByteBuffer.wrap(text);
            for (int at = 0; at + 2 <= text.length && shorts.size() < MOST; at += 2) {
                addShort(buffer.getShort(at));
            }
            for (int at = 0; at + 4 <= text.length && ints.size() < MOST; at += 4) {
                addInt(buffer.getInt(at));
            }
            for (int at = 0; at + 16 <= text.length && addresses.size() < MOST; at += 4) {
                addresses.add(Arrays.copyOfRange(text, at, at + 16));
            }
            if (text.length == 8 || text.length == 20) {
                int length = buffer.order(ByteOrder.nativeOrder()).getInt(0);
                if (length > 0 && length <= LONGEST_PREFIX) {
                    prefixes.add(length);
                }
            }
        }

        private void addShort(short value) {
            shorts.add((long) Short.toUnsignedInt(value));
            shorts.add((long) Short.toUnsignedInt(Short.reverseBytes(value)));
        }

        private void addInt(int value) {
            int reversed = Integer.reverseBytes(value);
            if (Integer.compareUnsigned(value, SMALL) >= 0 && Integer.compareUnsigned(reversed, SMALL) >= 0) {
                ints.add(Integer.toUnsignedLong(value));
                ints.add(Integer.toUnsignedLong(reversed));
            }
        }

        private void addMask(int mask) {
            int open = ~mask;
            if (mask < 0 && open != 0 && (open & open + 1) == 0) {
                prefixes.add(Integer.bitCount(mask));
            }
        }
    }
}
