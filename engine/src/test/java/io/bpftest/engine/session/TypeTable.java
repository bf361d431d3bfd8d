package io.bpftest.engine.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** The BTF of an object file, for tests that spoil it; laid out as {@code linux/btf.h} says. */
final class TypeTable {

    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int ENUM = 6;
    private static final int TYPEDEF = 8;

    private static final int MAGIC = 0xeb9f;
    private static final int HEADER = 24;
    private static final int TYPE = 12;

    private final ByteBuffer object;
    private final int types;
    private final int end;
    private final int strings;

    /** Will change these bytes. */
    TypeTable(byte[] object) {
        this.object = ByteBuffer.wrap(object).order(ByteOrder.nativeOrder());
        int header = 0;
        while ((this.object.getShort(header) & 0xffff) != MAGIC || this.object.getInt(header + 4) != HEADER) {
            header += 4;
        }
        types = header + HEADER + this.object.getInt(header + 8);
        end = types + this.object.getInt(header + 12);
        strings = header + HEADER + this.object.getInt(header + 16);
    }

    /** Makes a name of a type lead to another, to itself where that is -1. */
    void redirectName(String name, int target) {
        int id = find(at -> kind(at) == TYPEDEF && name(at).equals(name));
        object.putInt(position(id) + 8, target == -1 ? id : target);
    }

    /** Makes an array an array of itself. */
    void nestArray(int length) {
        int id = find(at -> kind(at) == ARRAY && object.getInt(at + TYPE + 8) == length);
        object.putInt(position(id) + TYPE, id);
    }

    /** Says that an array has more elements than there is memory for. */
    void lengthenArray(int length, int newLength) {
        object.putInt(
                position(find(at -> kind(at) == ARRAY && object.getInt(at + TYPE + 8) == length)) + TYPE + 8,
                newLength);
    }

    /** Gives a struct or an enum another size. */
    void resize(String name, int size) {
        object.putInt(
                position(find(at -> (kind(at) == STRUCT || kind(at) == ENUM) && name(at).equals(name))) + 8, size);
    }

    /** Moves the first member of a struct to another bit. */
    void moveMember(String struct, int offset) {
        object.putInt(position(find(at -> kind(at) == STRUCT && name(at).equals(struct))) + TYPE + 8, offset);
    }

    private int find(IntPredicate wanted) {
        int id = 1;
        for (int at = types; at < end; at = next(at)) {
            if (wanted.test(at)) {
                return id;
            }
            id++;
        }
        throw new IllegalArgumentException("no such type");
    }

    private int position(int id) {
        int at = types;
        for (int i = 1; i < id; i++) {
            at = next(at);
        }
        return at;
    }

    private int kind(int at) {
        return object.getInt(at + 4) >>> 24 & 0x1f;
    }

    private String name(int at) {
        int from = strings + object.getInt(at);
        int to = from;
        while (object.get(to) != 0) {
            to++;
        }
        return new String(object.array(), from, to - from, StandardCharsets.UTF_8);
    }

    /** What follows a type has a size by its kind and by how many parts it has. */
    private int next(int at) {
        int parts = object.getInt(at + 4) & 0xffff;
        return at
                + TYPE
                + switch (kind(at)) {
                    case 1, 14, 17 -> 4;
                    case ARRAY -> 12;
                    case 4, 5, 15, 19 -> 12 * parts;
                    case 6, 13 -> 8 * parts;
                    default -> 0;
                };
    }
}
