package io.bpftest.engine.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says which Java types fit a C type. */
final class Fitting {

    private Fitting() {}

    /** Lists them, the most natural first. */
    static String javaTypes(Slot slot) {
        List<String> types = new ArrayList<>();
        CType type = slot.type();
        if (type.shape() instanceof CType.Enumeration enumeration) {
            types.add("enum {" + names(enumeration) + "}");
        }
        if (type.isScalar()) {
            types.add(numbers(slot.layout().bits()));
        }
        if (slot.isBitField()) {
            return String.join(", ", types);
        }
        switch (type.size()) {
            case 4 -> types.add("Inet4Address");
            case 6 -> types.add("MacAddress");
            case 16 -> types.add("Inet6Address");
            default -> {}
        }
        if (type.shape() instanceof CType.Array array) {
            types.add(TextCodec.isText(type) ? "String" : elements(array));
        } else if (type.shape() instanceof CType.Struct struct) {
            types.add("record {" + members(struct) + "}");
            types.add("StructValue");
        } else if (type.shape() instanceof CType.Floating) {
            types.add(type.size() == Float.BYTES ? "Float, Double" : "Double");
        }
        types.add("byte[]");
        return String.join(", ", types);
    }

    private static String numbers(int bits) {
        if (bits <= 8) {
            return "Byte, Short, Integer, Long, Boolean";
        } else if (bits <= 16) {
            return "Short, Integer, Long, Boolean";
        }
        return bits <= 32 ? "Integer, Long, Boolean" : "Long, Boolean";
    }

    private static String elements(CType.Array array) {
        String element = array.element().isScalar() && array.element().size() == Long.BYTES ? "long[]" : "int[]";
        return "List<...>" + (array.element().isScalar() ? ", " + element : "");
    }

    private static String members(CType.Struct struct) {
        return struct.members().stream()
                .map(member -> member.name().isEmpty() ? "(anonymous)" : member.name())
                .collect(Collectors.joining(", "));
    }

    private static String names(CType.Enumeration enumeration) {
        return enumeration.enumerators().stream()
                .map(CType.Enumerator::name)
                .limit(10)
                .collect(Collectors.joining(", "));
    }
}
