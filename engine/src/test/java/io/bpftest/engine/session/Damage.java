package io.bpftest.engine.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Damages objects, each seed in its own way, the same in each run. */
final class Damage {

    private static final int[] TELLING = {0, 1, 2, 3, 16, 64, 100, 255, 0xffff, -1, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private static final int HEADER = 64;

    private final byte[] whole;
    private final int sectionTable;

    Damage(byte[] whole) {
        this.whole = whole;
        this.sectionTable =
                (int) ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder()).getLong(40);
    }

    /** A copy in which something is wrong. */
    byte[] copy(long seed) {
        Random random = new Random(seed);
        byte[] copy = whole.clone();
        int spots = 1 + random.nextInt(8);
        switch (random.nextInt(8)) {
            case 0, 1 -> flip(copy, random, spots, 0, copy.length);
            case 2 -> flip(copy, random, spots, 0, HEADER);
            case 3 -> flip(copy, random, spots, sectionTable, copy.length);
            case 4 -> {
                return Arrays.copyOf(copy, random.nextInt(copy.length));
            }
            case 5 -> {
                int from = random.nextInt(copy.length);
                Arrays.fill(copy, from, Math.min(copy.length, from + 1 + random.nextInt(64)), (byte) 0);
            }
            default -> replaceNumbers(copy, random, spots);
        }
        return copy;
    }

    private static void flip(byte[] copy, Random random, int bits, int from, int to) {
        for (int i = 0; i < bits; i++) {
            copy[random.nextInt(from, to)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Most of an object are tables of 32-bit numbers: types, offsets, sizes. */
    private static void replaceNumbers(byte[] copy, Random random, int spots) {
        ByteBuffer numbers = ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
        for (int i = 0; i < spots; i++) {
            int at = Integer.BYTES * random.nextInt(copy.length / Integer.BYTES);
            int near = numbers.getInt(at) + random.nextInt(-4, 5);
            numbers.putInt(at, random.nextInt(3) == 0 ? near : TELLING[random.nextInt(TELLING.length)]);
        }
    }
}
