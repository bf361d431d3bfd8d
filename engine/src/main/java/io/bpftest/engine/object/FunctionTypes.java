package io.bpftest.engine.object;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The prototypes of an object's functions, by its BTF. Empty for an object without.
 *
 * <p>Layouts and numbers are those of {@code linux/btf.h}.
 */
public final class FunctionTypes implements AutoCloseable {

    private static final int HEADER = 12;
    private static final int PARAMETER = 8;

    private static final int INT = 1;
    private static final int PTR = 2;
    private static final int ARRAY = 3;
    private static final int STRUCT = 4;
    private static final int UNION = 5;
    private static final int ENUM = 6;
    private static final int FWD = 7;
    private static final int TYPEDEF = 8;
    private static final int VOLATILE = 9;
    private static final int CONST = 10;
    private static final int RESTRICT = 11;
    private static final int FUNC = 12;
    private static final int FUNC_PROTO = 13;
    private static final int TAG = 18;
    private static final int ENUM64 = 19;

    /** More than any C has around a type: damaged types may lead in circles. */
    private static final int MOST_STEPS = 32;

    private final long btf;
    private final Map<String, Integer> prototypes = new HashMap<>();

    /** Reads an object's types. */
    public FunctionTypes(ElfFile file) {
        btf = file.section(".BTF").map(section -> read(file.bytes(section))).orElse(0L);
        for (int id = 1; btf != 0 && id < Native.libbpf().btf__type_cnt(btf); id++) {
            long type = at(id);
            if (kind(type) == FUNC) {
                prototypes.put(name(type), NativeMemory.getInt(type + 8));
            }
        }
    }

    private static long read(byte[] data) {
        ByteBuffer memory = NativeMemory.allocate(data.length);
        memory.put(0, data);
        return Native.libbpf().btf__new(NativeMemory.address(memory), data.length);
    }

    /** Writes a function's prototype as in C; empty if the object has no type for it. */
    public Optional<String> prototype(String function) {
        Integer id = prototypes.get(function);
        if (id == null || kind(at(id)) != FUNC_PROTO) {
            return Optional.empty();
        }
        long prototype = at(id);
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < length(prototype); i++) {
            int type = parameter(prototype, i);
            parameters.add(type == 0 ? "..." : text(type, MOST_STEPS));
        }
        return Optional.of(text(NativeMemory.getInt(prototype + 8), MOST_STEPS) + " " + function + "("
                + (parameters.isEmpty() ? "void" : String.join(", ", parameters)) + ")");
    }

    /**
     * Tells whether a function has the same parameters and result in both objects, as far as a caller can tell: names of
     * numbers do not count, their sizes and signs do. True where one of the two has no type for it.
     */
    public boolean agreesWith(FunctionTypes other, String function) {
        Integer mine = prototypes.get(function);
        Integer theirs = other.prototypes.get(function);
        return mine == null || theirs == null || same(mine, other, theirs, MOST_STEPS);
    }

    private boolean same(int mine, FunctionTypes other, int theirs, int steps) {
        if (steps == 0) {
            return true;
        }
        long a = at(plain(mine));
        long b = other.at(other.plain(theirs));
        if (isNamed(a) && isNamed(b)) {
            return sameNamed(a, other, b);
        }
        if (kind(a) != kind(b)) {
            return false;
        }
        return switch (kind(a)) {
            case INT -> size(a) == size(b) && signAndBool(a) == signAndBool(b);
            case PTR -> same(NativeMemory.getInt(a + 8), other, NativeMemory.getInt(b + 8), steps - 1);
            case ARRAY -> same(NativeMemory.getInt(a + HEADER), other, NativeMemory.getInt(b + HEADER), steps - 1);
            case FUNC_PROTO -> sameFunction(a, other, b, steps - 1);
            default -> true;
        };
    }

    /** A struct that one side only declares is any of its name. */
    private boolean sameNamed(long a, FunctionTypes other, long b) {
        boolean declared = kind(a) == FWD || kind(b) == FWD;
        return name(a).equals(other.name(b)) && (declared || kind(a) == kind(b) && size(a) == size(b));
    }

    private boolean sameFunction(long a, FunctionTypes other, long b, int steps) {
        if (length(a) != length(b)) {
            return false;
        }
        for (int i = 0; i < length(a); i++) {
            if (!same(parameter(a, i), other, parameter(b, i), steps)) {
                return false;
            }
        }
        return same(NativeMemory.getInt(a + 8), other, NativeMemory.getInt(b + 8), steps);
    }

    /** Leads past names and qualifiers. */
    private int plain(int id) {
        int current = id;
        for (int i = 0; i < MOST_STEPS; i++) {
            int kind = kind(at(current));
            if (kind != TYPEDEF && kind != CONST && kind != VOLATILE && kind != RESTRICT && kind != TAG) {
                return current;
            }
            current = NativeMemory.getInt(at(current) + 8);
        }
        return current;
    }

    private String text(int id, int steps) {
        long type = at(id);
        int next = NativeMemory.getInt(type + 8);
        if (id == 0 || steps == 0) {
            return "void";
        }
        return switch (kind(type)) {
            case INT, TYPEDEF -> name(type);
            case STRUCT, FWD -> "struct " + name(type);
            case UNION -> "union " + name(type);
            case ENUM, ENUM64 -> "enum " + name(type);
            case CONST -> "const " + text(next, steps - 1);
            case VOLATILE -> "volatile " + text(next, steps - 1);
            case PTR -> {
                String to = text(next, steps - 1);
                yield to + (to.endsWith("*") ? "*" : " *");
            }
            case FUNC_PROTO -> "function";
            case ARRAY -> text(NativeMemory.getInt(type + HEADER), steps - 1) + "[]";
            default -> text(next, steps - 1);
        };
    }

    private static boolean isNamed(long type) {
        int kind = kind(type);
        return kind == STRUCT || kind == UNION || kind == FWD || kind == ENUM || kind == ENUM64;
    }

    private long at(int id) {
        long type = Native.libbpf().btf__type_by_id(btf, id);
        return type != 0 ? type : Native.libbpf().btf__type_by_id(btf, 0);
    }

    private String name(long type) {
        String name = Native.libbpf().btf__name_by_offset(btf, NativeMemory.getInt(type));
        return name == null ? "" : name;
    }

    private static int kind(long type) {
        return NativeMemory.getInt(type + 4) >>> 24 & 0x1f;
    }

    private static int length(long type) {
        return NativeMemory.getInt(type + 4) & 0xffff;
    }

    private static int size(long type) {
        return NativeMemory.getInt(type + 8);
    }

    private static int signAndBool(long type) {
        return NativeMemory.getInt(type + HEADER) >>> 24 & 5;
    }

    private static int parameter(long prototype, int index) {
        return NativeMemory.getInt(prototype + HEADER + (long) index * PARAMETER + 4);
    }

    @Override
    public void close() {
        if (btf != 0) {
            Native.libbpf().btf__free(btf);
        }
    }
}
