package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import java.util.Collection;

/** The bytes of a struct of which several members share some, while its members are written one after the other. */
final class SharedBytes {

    private final long address;

    /** The bits that members were written to; those between members are nobody's. */
    private final byte[] written;

    /** Takes a struct's bytes, which are zero. */
    SharedBytes(long address, int size) {
        this.address = address;
        this.written = new byte[size];
    }

    /** Tells whether any members share bits. */
    static boolean areIn(Collection<CType.Member> members) {
        long end = 0;
        for (CType.Member member : members) {
            long bits = member.bits() > 0 ? member.bits() : member.type().size() * 8L;
            if (bits > 0 && member.offset() < end) {
                return true;
            }
            end = Math.max(end, member.offset() + bits);
        }
        return false;
    }

    /**
     * Lets a member be written.
     *
     * @return whether it left what others were written to as it was
     */
    boolean write(CType.Member member, Runnable encoding) {
        byte[] own = new byte[written.length];
        mark(member, 0, own);
        byte[] before = NativeMemory.getBytes(address, own.length);
        encoding.run();
        for (int i = 0; i < own.length; i++) {
            int after = NativeMemory.getByte(address + i);
            if (((before[i] ^ after) & own[i] & written[i]) != 0) {
                return false;
            }
            NativeMemory.putByte(address + i, (byte) (after & own[i] | before[i] & ~own[i]));
            written[i] |= own[i];
        }
        return true;
    }

    /** Marks the bits that mean something. */
    private static void mark(CType.Member member, int base, byte[] bits) {
        int offset = base + member.offset();
        if (!member.isBitField()) {
            mark(member.type(), offset / 8, bits);
            return;
        }
        for (int at = offset; at < offset + member.bits(); at++) {
            bits[at / 8] |= (byte) (1 << NumberLayout.BitField.shift(at));
        }
    }

    private static void mark(CType type, int at, byte[] bits) {
        if (type.shape() instanceof CType.Struct struct) {
            struct.members().forEach(member -> mark(member, at * 8, bits));
        } else if (type.shape() instanceof CType.Array array) {
            for (int i = 0; i < array.length(); i++) {
                mark(array.element(), at + i * array.element().size(), bits);
            }
        } else {
            java.util.Arrays.fill(bits, at, at + type.size(), (byte) 0xff);
        }
    }
}
