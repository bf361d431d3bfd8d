package io.bpftest.engine.btf;

import io.bpftest.engine.codec.CType;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the C types of an object's BTF; the object must stay open meanwhile, what is read outlives it.
 *
 * <p>What contradicts itself is told by an {@link ObjectFormatException}: conversions rely on members that lie within
 * their struct.
 */
public final class BtfTypes {

    private static final int MOST_STEPS = 32;

    private final BtfTable table;
    private final Map<Integer, CType> known = new HashMap<>();

    /** The types that are being described: a type that holds itself would never end. */
    private final Set<Integer> open = new HashSet<>();

    /** Reads from libbpf's {@code struct btf}; 0 stands for an object without BTF. */
    public BtfTypes(long btf) {
        this.table = new BtfTable(btf);
    }

    /**
     * A variable of a data section.
     *
     * @param name the variable's name
     * @param type its type
     * @param offset where it begins in the section, in bytes
     */
    public record Variable(String name, CType type, int offset) {}

    /** Describes a type by its number, or by its size alone where the object has no BTF of that size for it. */
    public CType type(int id, int size) {
        CType described = table.isEmpty() || id <= 0 ? CType.ofSize(size) : describe(id);
        return described.size() == size ? described : CType.ofSize(size);
    }

    /**
     * Gives the variables of the data section that a type of kind {@code BTF_KIND_DATASEC} describes.
     *
     * @param size the size of the section in bytes
     * @throws ObjectFormatException if one lies outside of it: it would be read from memory that is none
     */
    public List<Variable> variables(int sectionId, int size) {
        List<Variable> variables = new ArrayList<>();
        if (table.isEmpty() || sectionId <= 0 || table.entry(sectionId).kind() != BtfKind.DATASEC) {
            return variables;
        }
        BtfTable.Entry section = table.entry(sectionId);
        for (int i = 0; i < section.length(); i++) {
            BtfTable.Entry variable = table.entry(section.variableType(i));
            if (variable.kind() == BtfKind.VAR) {
                CType type = describe(variable.typeId());
                int offset = section.variableOffset(i);
                if (offset < 0 || (long) offset + type.size() > size) {
                    throw contradiction(
                            "variable \"" + variable.name() + "\" at offset " + offset + " of " + size + " bytes");
                }
                variables.add(new Variable(variable.name(), type, offset));
            }
        }
        return variables;
    }

    /** Gives the struct of a name, if the object describes it. */
    public Optional<CType> struct(String name) {
        int id = table.isEmpty() ? 0 : table.find(name, BtfKind.STRUCT);
        return id <= 0 ? Optional.empty() : Optional.of(describe(id));
    }

    /** Gives the struct that a function's first parameter points to, if it does. */
    public Optional<CType> context(String function) {
        int id = table.isEmpty() ? 0 : table.find(function, BtfKind.FUNC);
        if (id <= 0) {
            return Optional.empty();
        }
        BtfTable.Entry prototype = table.entry(table.entry(id).typeId());
        if (prototype.kind() != BtfKind.FUNC_PROTO || prototype.length() == 0) {
            return Optional.empty();
        }
        BtfTable.Entry parameter = unnamed(table.entry(prototype.parameterType(0)));
        boolean pointer = parameter.kind() == BtfKind.PTR && parameter.typeId() > 0;
        CType target = pointer ? describe(parameter.typeId()) : CType.ofSize(0);
        return target.shape() instanceof CType.Struct ? Optional.of(target) : Optional.empty();
    }

    /** What stands behind names and qualifiers; no C has so many that this ends early. */
    private BtfTable.Entry unnamed(BtfTable.Entry entry) {
        BtfTable.Entry current = entry;
        for (int steps = 0; steps < MOST_STEPS && isName(current.kind()) && current.typeId() > 0; steps++) {
            current = table.entry(current.typeId());
        }
        return current;
    }

    private static boolean isName(BtfKind kind) {
        return switch (kind) {
            case TYPEDEF, CONST, VOLATILE, RESTRICT, TYPE_TAG -> true;
            default -> false;
        };
    }

    private CType describe(int id) {
        if (id == 0) {
            return CType.ofSize(0); // void
        }
        CType found = known.get(id);
        if (found != null) {
            return found;
        }
        if (!open.add(id)) {
            throw contradiction("types that name each other, type " + id + " among them");
        }
        CType described = describe(id, table.entry(id));
        if (described.size() < 0) {
            throw contradiction("a size of " + described.size() + " bytes, type " + id);
        }
        open.remove(id);
        known.put(id, described);
        return described;
    }

    private CType describe(int id, BtfTable.Entry entry) {
        return switch (entry.kind()) {
            case TYPEDEF -> alias(entry.name(), describe(entry.typeId()));
            case CONST, VOLATILE, RESTRICT, TYPE_TAG -> describe(entry.typeId());
            case INT -> new CType(entry.name(), entry.size(), integer(entry));
            case FLOAT -> new CType(entry.name(), entry.size(), new CType.Floating());
            case ENUM, ENUM64 -> enumeration(id, entry);
            case PTR -> new CType("pointer", table.size(id), new CType.Pointer());
            case ARRAY -> array(id, entry);
            case STRUCT, UNION -> struct(entry);
            // What is only declared has no size: nothing of it can be read.
            default -> CType.ofSize(Math.max(0, table.size(id)));
        };
    }

    /** The name a program uses, unless an inner one tells the byte order. */
    private static CType alias(String name, CType type) {
        boolean networkOrder = name.matches("__be(16|32|64)");
        if (networkOrder && type.shape() instanceof CType.Whole whole) {
            return new CType(name, type.size(), new CType.Whole(whole.signed(), true));
        }
        return type.networkOrder() ? type : new CType(name, type.size(), type.shape());
    }

    /** clang before 16 does not tell that an enum is signed, but by its numbers. */
    private static CType enumeration(int id, BtfTable.Entry entry) {
        List<CType.Enumerator> enumerators = entry.enumerators();
        boolean negative = enumerators.stream().anyMatch(enumerator -> enumerator.value() < 0);
        CType.Shape shape = new CType.Enumeration(entry.kindFlag() || negative, enumerators);
        CType type = new CType("enum " + entry.name(), entry.size(), shape);
        if (!type.isScalar()) {
            throw contradiction("an enum of " + entry.size() + " bytes, type " + id);
        }
        return type;
    }

    private static CType.Shape integer(BtfTable.Entry entry) {
        return entry.isBool() ? new CType.Bool() : new CType.Whole(entry.isSigned(), false);
    }

    private CType array(int id, BtfTable.Entry entry) {
        CType element = describe(entry.elementType());
        int length = entry.elements();
        long size = (long) element.size() * length;
        if (length < 0 || size != table.size(id)) {
            throw contradiction("an array of " + length + " elements of " + element + ", type " + id);
        }
        return new CType(element.name() + "[" + length + "]", (int) size, new CType.Array(element, length));
    }

    private CType struct(BtfTable.Entry entry) {
        boolean union = entry.kind() == BtfKind.UNION;
        List<CType.Member> members = new ArrayList<>();
        for (int i = 0; i < entry.length(); i++) {
            CType type = describe(entry.memberType(i));
            int bits = entry.memberBits(i);
            int offset = entry.memberOffset(i);
            long end = offset + (bits == 0 ? type.size() * 8L : bits);
            boolean whole = bits == 0 && offset % 8 == 0;
            boolean field = bits > 0 && bits <= 64 && type.isScalar();
            if (offset < 0 || end > entry.size() * 8L || !whole && !field) {
                throw contradiction("member \"" + entry.memberName(i) + "\" outside of its struct " + entry.name());
            }
            members.add(new CType.Member(entry.memberName(i), type, offset, bits));
        }
        return new CType(
                (union ? "union " : "struct ") + entry.name(),
                entry.size(),
                new CType.Struct(union, List.copyOf(members)));
    }

    static ObjectFormatException contradiction(String found) {
        return new ObjectFormatException(new Problem(
                "The object's type information (BTF) contradicts itself",
                found,
                "types that lead to types, and parts that lie within the whole",
                "build or copy the object again"));
    }
}
