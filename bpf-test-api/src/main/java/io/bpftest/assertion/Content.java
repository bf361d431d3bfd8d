package io.bpftest.assertion;

import io.bpftest.map.Prefix;
import io.bpftest.map.StructValue;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key or value of a map, compared by its content also where it is an array or a list of arrays.
 *
 * @param value the key or value itself; null where a map has none
 */
record Content(@Nullable Object value) {

    /** The content of a key or value that is not there. */
    static final Content NONE = new Content(null);

    /** Copies a map for comparison, in its order. */
    static Map<Content, Content> of(Map<?, ?> entries) {
        Map<Content, Content> contents = new LinkedHashMap<>();
        entries.forEach((key, value) -> contents.put(new Content(key), new Content(value)));
        return contents;
    }

    /** The components of a record, or the members of a struct, by name; empty for other values. */
    Map<String, Content> members() {
        Map<String, Content> members = new LinkedHashMap<>();
        if (value instanceof StructValue struct) {
            struct.members().forEach((name, member) -> members.put(name, ofMember(member)));
        } else if (isRecord(value)) {
            for (RecordComponent component :
                    Objects.requireNonNull(value).getClass().getRecordComponents()) {
                members.put(component.getName(), new Content(component(component)));
            }
        }
        return members;
    }

    /** In a struct, whole numbers are equal whatever their Java type. */
    private static Content ofMember(Object member) {
        boolean whole = member instanceof Integer || member instanceof Short || member instanceof Byte;
        return new Content(whole ? (Object) ((Number) member).longValue() : member);
    }

    /** A prefix is one value, with a text of its own. */
    private static boolean isRecord(@Nullable Object value) {
        return value instanceof Record && !(value instanceof Prefix);
    }

    private @Nullable Object component(RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component " + component.getName() + " cannot be read", e);
        }
    }

    boolean isPresent() {
        return value != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content
                && Arrays.deepEquals(new Object[] {comparable()}, new Object[] {content.comparable()});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {comparable()});
    }

    /** Shows the value as the failure texts do: addresses as such, bytes in hexadecimal. */
    @Override
    public String toString() {
        if (value instanceof byte[] bytes) {
            return HexFormat.ofDelimiter(" ").formatHex(bytes);
        }
        if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Content::new).map(Content::toString).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof StructValue || isRecord(value)) {
            return members().entrySet().stream()
                    .map(member -> member.getKey() + ": " + member.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value != null && value.getClass().isArray()) {
            return elements(value).stream()
                    .map(element -> new Content(element).toString())
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    private static List<@Nullable Object> elements(Object array) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    /** Lists and records compare what they hold with equals, which arrays have no use for. */
    private @Nullable Object comparable() {
        if (value instanceof StructValue || isRecord(value)) {
            return List.of(Objects.requireNonNull(value).getClass(), members());
        }
        return value instanceof List<?> list ? list.stream().map(Content::new).toList() : value;
    }
}
