package io.bpftest.engine.btf;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the C types of an object's BTF, in libbpf's memory; the object must stay open meanwhile.
 *
 * <p>What contradicts itself is told by an {@link ObjectFormatException}. Layouts are those of {@code struct btf_type}
 * and its kin in {@code linux/btf.h}.
 */
public final class BtfTypes {

    private static final int HEADER_SIZE = 12;
    private static final int VARIABLE_IN_SECTION_SIZE = 12;

    /** No C has so many names and dimensions around a type; libbpf follows as many. */
    private static final int MOST_STEPS = 32;

    private final long btf;

    /** Reads from libbpf's {@code struct btf}; 0 stands for an object without BTF. */
    public BtfTypes(long btf) {
        this.btf = btf;
    }

    /**
     * A variable of a data section.
     *
     * @param name the variable's name
     * @param type its type
     * @param offset where it begins in the section, in bytes
     */
    public record Variable(String name, CType type, int offset) {}

    /** Describes a type by its number, or by its size alone where the object has no BTF for it. */
    public CType type(int id, int size) {
        if (btf == 0 || id <= 0) {
            return CType.ofSize(size);
        }
        return describe(id);
    }

    /** Gives the variables of the data section that a type of kind {@code BTF_KIND_DATASEC} describes. */
    public List<Variable> variables(int sectionId) {
        List<Variable> variables = new ArrayList<>();
        if (btf == 0 || sectionId <= 0) {
            return variables;
        }
        long section = at(sectionId);
        if (kind(section) != BtfKind.DATASEC) {
            return variables;
        }
        for (int i = 0; i < length(section); i++) {
            long entry = section + HEADER_SIZE + (long) i * VARIABLE_IN_SECTION_SIZE;
            long variable = at(NativeMemory.getInt(entry));
            if (kind(variable) == BtfKind.VAR) {
                variables.add(new Variable(name(variable), describe(typeOf(variable)), NativeMemory.getInt(entry + 4)));
            }
        }
        return variables;
    }

    private CType describe(int id) {
        return describe(id, MOST_STEPS);
    }

    /** Follows names and qualifiers, and arrays to their elements, so many steps at most. */
    private CType describe(int id, int steps) {
        String alias = null;
        int current = id;
        for (int left = steps; left > 0; left--) {
            long type = at(current);
            BtfKind kind = kind(type);
            switch (kind) {
                case TYPEDEF -> {
                    alias = alias == null || name(type).startsWith("__be") ? name(type) : alias;
                    current = typeOf(type);
                }
                case CONST, VOLATILE, RESTRICT, TYPE_TAG -> current = typeOf(type);
                default -> {
                    return plain(current, type, kind, alias, left - 1);
                }
            }
        }
        throw contradiction("types that name each other, type " + id + " among them");
    }

    private CType plain(int id, long type, BtfKind kind, @Nullable String alias, int stepsLeft) {
        int size = (int) Native.libbpf().btf__resolve_size(btf, id);
        String own = name(type);
        return switch (kind) {
            case INT -> integer(type, alias == null ? own : alias, size);
            case ENUM, ENUM64 ->
                new CType(alias == null ? "enum " + own : alias, CType.Kind.ENUM, size, kindFlag(type), false);
            case PTR -> new CType("pointer", CType.Kind.POINTER, size, false, false);
            case ARRAY -> new CType(arrayName(type, stepsLeft), CType.Kind.ARRAY, size, false, false);
            case UNION -> new CType(alias == null ? "union " + own : alias, CType.Kind.UNION, size, false, false);
            case STRUCT -> new CType(alias == null ? "struct " + own : alias, CType.Kind.STRUCT, size, false, false);
            default -> CType.ofSize(size);
        };
    }

    private static CType integer(long type, String name, int size) {
        int encoding = NativeMemory.getInt(type + HEADER_SIZE) >>> 24 & 0xf;
        boolean signed = (encoding & 1) != 0;
        boolean bool = (encoding & 4) != 0;
        return new CType(
                name, bool ? CType.Kind.BOOL : CType.Kind.INTEGER, size, signed, name.matches("__be(16|32|64)"));
    }

    private String arrayName(long type, int stepsLeft) {
        long array = type + HEADER_SIZE;
        return describe(NativeMemory.getInt(array), stepsLeft).name() + "[" + NativeMemory.getInt(array + 8) + "]";
    }

    /** libbpf does not check, when it opens an object, that types name types. */
    private long at(int id) {
        long type = Native.libbpf().btf__type_by_id(btf, id);
        if (type == 0) {
            throw contradiction("no type " + Integer.toUnsignedString(id) + ", which another names");
        }
        return type;
    }

    private static ObjectFormatException contradiction(String found) {
        return new ObjectFormatException(new Problem(
                "The object's type information (BTF) contradicts itself",
                found,
                "types that lead to types",
                "build or copy the object again"));
    }

    private String name(long type) {
        String name = Native.libbpf().btf__name_by_offset(btf, NativeMemory.getInt(type));
        return name == null || name.isEmpty() ? "(anonymous)" : name;
    }

    private static BtfKind kind(long type) {
        return BtfKind.of(NativeMemory.getInt(type + 4) >>> 24 & 0x1f);
    }

    private static boolean kindFlag(long type) {
        return NativeMemory.getInt(type + 4) < 0;
    }

    private static int length(long type) {
        return NativeMemory.getInt(type + 4) & 0xffff;
    }

    private static int typeOf(long type) {
        return NativeMemory.getInt(type + 8);
    }
}
