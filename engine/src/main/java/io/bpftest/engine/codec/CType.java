package io.bpftest.engine.codec;

/**
 * A C type, as far as a conversion needs it.
 *
 * @param name what C calls it, such as {@code __u32} or {@code struct flow}
 * @param kind what kind of type it is behind its names
 * @param size its size in bytes
 * @param signed whether a number is signed
 * @param networkOrder whether it is one of {@code __be16}, {@code __be32} and {@code __be64}
 */
public record CType(String name, Kind kind, int size, boolean signed, boolean networkOrder) {

    /** What kind of type it is. */
    public enum Kind {
        INTEGER,
        BOOL,
        ENUM,
        POINTER,
        ARRAY,
        STRUCT,
        UNION,
        /** The object has no BTF for it: only the size is known. */
        UNKNOWN
    }

    /** The type of which only the size is known. */
    public static CType ofSize(int size) {
        return new CType("unknown", Kind.UNKNOWN, size, false, false);
    }

    /** Tells whether a number can stand for it. */
    public boolean isScalar() {
        return switch (kind) {
            case INTEGER, BOOL, ENUM, POINTER -> true;
            case UNKNOWN -> size == 1 || size == 2 || size == 4 || size == 8;
            case ARRAY, STRUCT, UNION -> false;
        };
    }

    @Override
    public String toString() {
        return name + " (" + size + (size == 1 ? " byte)" : " bytes)");
    }
}
