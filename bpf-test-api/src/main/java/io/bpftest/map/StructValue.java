package io.bpftest.map;

import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import java.lang.reflect.Array;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The value of a C struct or union, by the names of its members, for tests that want no record for it.
 *
 * <p>Read from the kernel, numbers and pointers are {@code Long} (those of {@code __be16/32/64} as the number they mean),
 * {@code _Bool} is {@code Boolean}, enums are their C names, arrays of {@code char} are {@code String}, other arrays of
 * bytes are {@code byte[]}, further arrays are {@code List}, inner structs are {@code StructValue}; the members of
 * anonymous structs and unions are the outer one's own. Members of a union are all there, each reading the same bytes.
 *
 * <p>To be written, each member may be whatever Java type fits its C type, addresses and records included; of a union
 * only one member need be there. As elsewhere, a Java type as wide as the C type takes all of its bit patterns: {@code
 * 0xdeadbeef} as {@code Integer} in a {@code __u32}.
 *
 * <p>Values are equal whose members are, by name in any order: whole numbers whatever their Java type, arrays and lists by
 * what they hold. A value that was made is equal to the one that a map gives back for it only if it has all of the members;
 * {@link KernelMap#valueAsRead} adds them, as the assertions do. Never changed once made.
 */
public final class StructValue {

    private final Map<String, Object> members;

    private StructValue(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** Makes the value of members, by their C names. */
    public static StructValue of(Map<String, ?> members) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put(name, copy(value)));
        return new StructValue(copy);
    }

    /** Makes a value of one member, to which {@link #with} adds others. */
    public static StructValue of(String member, Object value) {
        return of(Map.of(member, value));
    }

    /** Gives the value with one member added or changed. */
    public StructValue with(String member, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(members);
        copy.put(member, copy(value));
        return new StructValue(copy);
    }

    /** The members by name, in their order. */
    public Map<String, Object> members() {
        return members;
    }

    /**
     * Gives a member.
     *
     * @throws UnknownNameException if there is none of this name; lists those that exist
     */
    public Object get(String member) {
        Object value = members.get(member);
        if (value == null) {
            throw new UnknownNameException(new Problem(
                    "A StructValue has no member \"" + member + "\"",
                    String.join(", ", members.keySet()),
                    "one of these members",
                    NearName.remedy(member, members.keySet(), "ask for one of them")));
        }
        return value;
    }

    /**
     * Gives a whole number.
     *
     * @throws ClassCastException if the member is none
     */
    public long number(String member) {
        return (Long) comparable(get(member));
    }

    /**
     * Gives an inner struct.
     *
     * @throws ClassCastException if the member is none
     */
    public StructValue struct(String member) {
        return (StructValue) get(member);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StructValue struct
                && members.keySet().equals(struct.members.keySet())
                && members.entrySet().stream().allMatch(member -> comparable(member.getValue())
                        .equals(comparable(Objects.requireNonNull(struct.members.get(member.getKey())))));
    }

    @Override
    public int hashCode() {
        return members.entrySet().stream()
                .mapToInt(member -> member.getKey().hashCode()
                        ^ comparable(member.getValue()).hashCode())
                .sum();
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + text(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Object copy(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(StructValue::copy).toList();
        } else if (value.getClass().isArray()) {
            Object copy = Array.newInstance(value.getClass().getComponentType(), Array.getLength(value));
            System.arraycopy(value, 0, copy, 0, Array.getLength(value));
            return copy;
        }
        return value;
    }

    /** What is equal where two values say the same: arrays are not. */
    private static Object comparable(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (value instanceof List<?> || value.getClass().isArray()) {
            return elements(value).stream().map(StructValue::comparable).toList();
        }
        return value;
    }

    private static List<?> elements(Object value) {
        return value instanceof List<?> list
                ? list
                : IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> Array.get(value, i))
                        .toList();
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.ofDelimiter(" ").formatHex(bytes);
        } else if (value instanceof InetAddress address) {
            return address.getHostAddress();
        } else if (value instanceof List<?> || value.getClass().isArray()) {
            return elements(value).stream().map(StructValue::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }
}
