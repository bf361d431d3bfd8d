package io.bpftest.engine.btf;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of a BTF as they stand in libbpf's memory. Layouts are those of {@code struct btf_type} and its kin in {@code
 * linux/btf.h}.
 */
final class BtfTable {

    private static final int HEADER_SIZE = 12;
    private static final int VARIABLE_SIZE = 12;
    private static final int MEMBER_SIZE = 12;
    private static final int PARAMETER_SIZE = 8;

    private final LibBpf libbpf = Native.libbpf();
    private final long btf;

    BtfTable(long btf) {
        this.btf = btf;
    }

    boolean isEmpty() {
        return btf == 0;
    }

    /** libbpf does not check, when it opens an object, that types name types. */
    Entry entry(int id) {
        long address = libbpf.btf__type_by_id(btf, id);
        if (address == 0) {
            throw BtfTypes.contradiction("no type " + Integer.toUnsignedString(id) + ", which another names");
        }
        return new Entry(address);
    }

    /** Finds a type by its name and kind; 0 or negative where there is none. */
    int find(String name, BtfKind kind) {
        return libbpf.btf__find_by_name_kind(btf, name, kind.ordinal());
    }

    /** The size in bytes of a type that does not tell its own. */
    int size(int id) {
        return (int) libbpf.btf__resolve_size(btf, id);
    }

    private String text(int offset) {
        String text = libbpf.btf__name_by_offset(btf, offset);
        return text == null ? "" : text;
    }

    /** One type. */
    final class Entry {

        private final long address;

        private Entry(long address) {
            this.address = address;
        }

        BtfKind kind() {
            return BtfKind.of(info() >>> 24 & 0x1f);
        }

        String name() {
            String name = text(field(0));
            return name.isEmpty() ? "(anonymous)" : name;
        }

        /** In bytes; of integers, enums, structs and unions only. */
        int size() {
            return field(8);
        }

        /** The type that a name, qualifier or variable is of. */
        int typeId() {
            return field(8);
        }

        /** How many members, enumerators or variables it has. */
        int length() {
            return info() & 0xffff;
        }

        /** Of enums: signed; of structs: with bit-fields. */
        boolean kindFlag() {
            return info() < 0;
        }

        boolean isSigned() {
            return (field(HEADER_SIZE) >>> 24 & 1) != 0;
        }

        boolean isBool() {
            return (field(HEADER_SIZE) >>> 24 & 4) != 0;
        }

        int elementType() {
            return field(HEADER_SIZE);
        }

        int elements() {
            return field(HEADER_SIZE + 8);
        }

        int variableType(int index) {
            return field(HEADER_SIZE + index * VARIABLE_SIZE);
        }

        int variableOffset(int index) {
            return field(HEADER_SIZE + index * VARIABLE_SIZE + 4);
        }

        int parameterType(int index) {
            return field(HEADER_SIZE + index * PARAMETER_SIZE + 4);
        }

        String memberName(int index) {
            return text(field(HEADER_SIZE + index * MEMBER_SIZE));
        }

        int memberType(int index) {
            return field(HEADER_SIZE + index * MEMBER_SIZE + 4);
        }

        /** In bits from the begin of the struct. */
        int memberOffset(int index) {
            int offset = field(HEADER_SIZE + index * MEMBER_SIZE + 8);
            return kindFlag() ? offset & 0xffffff : offset;
        }

        /** The width of a bit-field, 0 for other members. */
        int memberBits(int index) {
            return kindFlag() ? field(HEADER_SIZE + index * MEMBER_SIZE + 8) >>> 24 : 0;
        }

        List<CType.Enumerator> enumerators() {
            boolean wide = kind() == BtfKind.ENUM64;
            List<CType.Enumerator> enumerators = new ArrayList<>();
            for (int i = 0; i < length(); i++) {
                int at = HEADER_SIZE + i * (wide ? 12 : 8);
                long value = wide ? field(at + 4) & 0xffff_ffffL | (long) field(at + 8) << 32 : field(at + 4);
                enumerators.add(new CType.Enumerator(text(field(at)), value));
            }
            return List.copyOf(enumerators);
        }

        private int info() {
            return field(4);
        }

        private int field(int offset) {
            return NativeMemory.getInt(address + offset);
        }
    }
}
