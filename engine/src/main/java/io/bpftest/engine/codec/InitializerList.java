package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what stands between the braces of a C initializer into bytes (C17, 6.7.9): values in their order, {@code .member =}
 * and {@code [index] =} before those that stand elsewhere, zeros for the rest.
 */
final class InitializerList {

    private static final Pattern DESIGNATED =
            Pattern.compile("(?:\\.(\\w+)|\\[(\\d{1,9})])\\s*=\\s*(.*)", Pattern.DOTALL);

    private final String variable;
    private final CType type;
    private final String text;
    private final byte[] bytes;

    private InitializerList(String variable, CType type, String text) {
        this.variable = variable;
        this.type = type;
        this.text = text;
        this.bytes = new byte[type.size()];
    }

    /**
     * Gives the bytes.
     *
     * @param text what stands between the braces
     * @throws io.bpftest.error.ConstantException if it is no value of the type
     */
    static byte[] bytes(String variable, CType type, String text) {
        InitializerList list = new InitializerList(variable, type, text);
        List<CType.Member> places = list.places();
        int next = 0;
        for (String part : list.parts()) {
            Matcher designated = DESIGNATED.matcher(part);
            String value = designated.matches() ? designated.group(3) : part;
            CType.@Nullable Member place =
                    designated.matches() ? list.place(designated) : next < places.size() ? places.get(next) : null;
            if (place == null) {
                throw list.refused("at most " + places.size() + " values, for " + list.title(places));
            }
            list.put(place, Initializer.bytes(variable, place.type(), value));
            next = places.indexOf(place) + 1;
        }
        return list.bytes;
    }

    /** Where values without a designator go: elements, members, or the type itself. */
    private List<CType.Member> places() {
        if (type.shape() instanceof CType.Struct struct) {
            return struct.union()
                    ? struct.members().subList(0, Math.min(1, struct.members().size()))
                    : struct.members();
        } else if (type.shape() instanceof CType.Array array) {
            List<CType.Member> elements = new ArrayList<>();
            for (int i = 0; i < array.length(); i++) {
                elements.add(element(array, i));
            }
            return elements;
        }
        return List.of(new CType.Member("", type, 0, 0));
    }

    private static CType.Member element(CType.Array array, int index) {
        return new CType.Member(
                "[" + index + "]", array.element(), index * array.element().size() * 8, 0);
    }

    private CType.Member place(Matcher designated) {
        if (designated.group(1) != null && type.shape() instanceof CType.Struct struct) {
            Members members = new Members(struct);
            for (CType.Member member : struct.members()) {
                if (member.name().equals(designated.group(1))) {
                    return member;
                }
            }
            CType.Member inner = members.find(designated.group(1));
            if (inner != null) {
                return inner;
            }
            throw refused("a member of " + type.name() + ": " + String.join(", ", members.names()));
        } else if (designated.group(2) != null && type.shape() instanceof CType.Array array) {
            int index = Integer.parseInt(designated.group(2));
            if (index < array.length()) {
                return element(array, index);
            }
            throw refused("an index below " + array.length());
        }
        throw refused("{.member = value} for structs, {[index] = value} for arrays");
    }

    private void put(CType.Member place, byte[] value) {
        if (!place.isBitField()) {
            System.arraycopy(value, 0, bytes, place.offset() / 8, value.length);
            return;
        }
        long memory = NativeMemory.malloc(bytes.length + (long) Long.BYTES);
        try {
            NativeMemory.putBytes(memory, bytes);
            NativeMemory.putBytes(memory + bytes.length, value);
            long number = NumberLayout.of(place.type()).read(memory + bytes.length);
            NumberLayout field = new NumberLayout.BitField(
                    place.offset(), place.bits(), place.type().signed());
            if (place.bits() < Long.SIZE && (number < field.least() || number > field.most())) {
                throw refused(field.least() + " to " + field.most() + " for ." + place.name());
            }
            field.write(memory, number);
            NativeMemory.getBytes(memory, bytes, 0, bytes.length);
        } finally {
            NativeMemory.free(memory);
        }
    }

    /** The values between the commas of this list, not those of lists or text within it. */
    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            } else {
                depth += Map.of('{', 1, '}', -1).getOrDefault(c, 0);
            }
        }
        String last = text.substring(start).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    private String title(List<CType.Member> places) {
        return type.shape() instanceof CType.Struct
                ? String.join(", ", places.stream().map(CType.Member::name).toList())
                : type.toString();
    }

    private io.bpftest.error.ConstantException refused(String required) {
        return Initializer.refused(variable, type, "{" + text + "}", required);
    }
}
