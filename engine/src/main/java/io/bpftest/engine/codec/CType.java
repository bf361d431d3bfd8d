package io.bpftest.engine.codec;

import java.util.List;

/**
 * A C type, as far as a conversion needs it.
 *
 * @param name what C calls it, such as {@code __u32} or {@code struct flow}
 * @param size its size in bytes
 * @param shape what it is behind its names
 */
public record CType(String name, int size, Shape shape) {

    /** What a type is behind its names. */
    public sealed interface Shape {}

    /**
     * A whole number.
     *
     * @param signed whether it can be negative
     * @param networkOrder whether it is one of {@code __be16}, {@code __be32} and {@code __be64}
     */
    public record Whole(boolean signed, boolean networkOrder) implements Shape {}

    /** {@code _Bool}. */
    public record Bool() implements Shape {}

    /** {@code float}, {@code double} and the like. */
    public record Floating() implements Shape {}

    /** The address of something. */
    public record Pointer() implements Shape {}

    /**
     * An enum.
     *
     * @param signed whether it is known that it can be negative
     * @param enumerators its names, in their order
     */
    public record Enumeration(boolean signed, List<Enumerator> enumerators) implements Shape {}

    /** One name of an enum. */
    public record Enumerator(String name, long value) {}

    /**
     * An array.
     *
     * @param element the type of its elements
     * @param length how many there are
     */
    public record Array(CType element, int length) implements Shape {}

    /**
     * A struct or union.
     *
     * @param union whether its members share their bytes
     * @param members its members, in their order
     */
    public record Struct(boolean union, List<Member> members) implements Shape {}

    /**
     * A member of a struct or union.
     *
     * @param name its name, empty for an anonymous struct or union
     * @param type its type
     * @param offset where it begins, in bits
     * @param bits how many bits a bit-field has, 0 for other members
     */
    public record Member(String name, CType type, int offset, int bits) {

        /** Tells whether it is a bit-field that does not lie as a whole number of its type would. */
        public boolean isBitField() {
            return bits > 0 && (offset % 8 != 0 || bits != type.size() * 8);
        }
    }

    /** The object has no BTF for it, or of a kind that values do not have: only the size is known. */
    public record Unknown() implements Shape {}

    /** The type of which only the size is known. */
    public static CType ofSize(int size) {
        return new CType("unknown", size, new Unknown());
    }

    /** Tells whether a number can stand for it. */
    public boolean isScalar() {
        boolean number = shape instanceof Whole
                || shape instanceof Bool
                || shape instanceof Enumeration
                || shape instanceof Pointer
                || shape instanceof Unknown;
        return number && (size == 1 || size == 2 || size == 4 || size == 8);
    }

    /** Tells whether it is a number that can be negative. */
    public boolean signed() {
        return shape instanceof Whole whole && whole.signed()
                || shape instanceof Enumeration enumeration && enumeration.signed();
    }

    /** Tells whether it is a number in network order. */
    public boolean networkOrder() {
        return shape instanceof Whole whole && whole.networkOrder();
    }

    @Override
    public String toString() {
        return name + " (" + size + (size == 1 ? " byte)" : " bytes)");
    }
}
