package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteOrder;

/** How a whole number lies in memory. */
sealed interface NumberLayout {

    /** Reads the number, extended by its sign or by zeros. */
    long read(long address);

    /** Writes the number's low bits. */
    void write(long address, long number);

    /** How many bits it has. */
    int bits();

    /** Whether it can be negative. */
    boolean signed();

    /** Gives the layout of a scalar type. */
    static NumberLayout of(CType type) {
        return new Bytes(type.size(), type.signed(), type.networkOrder());
    }

    /** The least number it holds; as an unsigned number where it is not signed. */
    default long least() {
        return signed() ? -1L << bits() - 1 : 0;
    }

    /** The greatest number it holds; as an unsigned number where it is not signed. */
    default long most() {
        return signed() ? ~least() : -1L >>> 64 - bits();
    }

    /** Extends the low bits of a number by their sign or by zeros. */
    default long extend(long number) {
        int spare = 64 - bits();
        return signed() ? number << spare >> spare : number << spare >>> spare;
    }

    /**
     * 1, 2, 4 or 8 bytes.
     *
     * @param size how many
     */
    record Bytes(int size, boolean signed, boolean networkOrder) implements NumberLayout {

        @Override
        public int bits() {
            return size * 8;
        }

        @Override
        public long read(long address) {
            return extend(
                    switch (size) {
                        case 1 -> NativeMemory.getByte(address);
                        case 2 -> order(NativeMemory.getShort(address));
                        case 4 -> order(NativeMemory.getInt(address));
                        default -> order(NativeMemory.getLong(address));
                    });
        }

        @Override
        public void write(long address, long number) {
            switch (size) {
                case 1 -> NativeMemory.putByte(address, (byte) number);
                case 2 -> NativeMemory.putShort(address, order((short) number));
                case 4 -> NativeMemory.putInt(address, order((int) number));
                default -> NativeMemory.putLong(address, order(number));
            }
        }

        private short order(short value) {
            return networkOrder ? Wire.toNetworkOrder(value) : value;
        }

        private int order(int value) {
            return networkOrder ? Wire.toNetworkOrder(value) : value;
        }

        private long order(long value) {
            return networkOrder ? Wire.toNetworkOrder(value) : value;
        }
    }

    /**
     * A bit-field, bit by bit: they are rare, and this is the same for fields that straddle bytes.
     *
     * @param offset its first bit, from the address on; the lowest of the byte on little-endian machines, else the
     *     highest
     */
    record BitField(int offset, int bits, boolean signed) implements NumberLayout {

        private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

        @Override
        public long read(long address) {
            long number = 0;
            for (int i = 0; i < bits; i++) {
                int at = offset + i;
                long bit = NativeMemory.getByte(address + at / 8) >> shift(at) & 1;
                number |= bit << place(i);
            }
            return extend(number);
        }

        @Override
        public void write(long address, long number) {
            for (int i = 0; i < bits; i++) {
                int at = offset + i;
                int bit = (int) (number >>> place(i)) & 1;
                int others = NativeMemory.getByte(address + at / 8) & ~(1 << shift(at));
                NativeMemory.putByte(address + at / 8, (byte) (others | bit << shift(at)));
            }
        }

        static int shift(int at) {
            return LITTLE ? at % 8 : 7 - at % 8;
        }

        private int place(int index) {
            return LITTLE ? index : bits - 1 - index;
        }
    }
}
