package io.bpftest.map;

import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The value of a C struct or union, by the names of its members, for tests that want no record for it.
 *
 * <p>Read from the kernel, numbers and pointers are {@code Long} (those of {@code __be16/32/64} as the number they mean),
 * {@code _Bool} is {@code Boolean}, enums are their C names, arrays of {@code char} are {@code String}, other arrays of
 * bytes are {@code byte[]}, further arrays are {@code List}, inner structs are {@code StructValue}; the members of
 * anonymous structs and unions are the outer one's own. Members of a union are all there, each reading the same bytes.
 *
 * <p>To be written, each member may be whatever Java type fits its C type, addresses and records included; of a union
 * only one member need be there. Whole numbers of every Java type are kept as {@code Long}, so that values are equal that
 * hold the same numbers. Never changed once made.
 */
public final class StructValue {

    private final Map<String, Object> members;

    private StructValue(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    /** Makes the value of members, by their C names. */
    public static StructValue of(Map<String, ?> members) {
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put(name, normal(value)));
        return new StructValue(copy);
    }

    /** Makes a value of one member, to which {@link #with} adds others. */
    public static StructValue of(String member, Object value) {
        return of(Map.of(member, value));
    }

    /** Gives the value with one member added or changed. */
    public StructValue with(String member, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(members);
        copy.put(member, normal(value));
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
     * Gives a number.
     *
     * @throws ClassCastException if the member is none
     */
    public long number(String member) {
        return (Long) get(member);
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
                && members.entrySet().stream()
                        .allMatch(member -> Objects.deepEquals(member.getValue(), struct.members.get(member.getKey())));
    }

    @Override
    public int hashCode() {
        return members.entrySet().stream()
                .mapToInt(member -> member.getKey().hashCode() ^ Arrays.deepHashCode(new Object[] {member.getValue()}))
                .sum();
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + text(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Object normal(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        } else if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(normal(element)));
            return List.copyOf(copy);
        }
        return value instanceof byte[] bytes ? bytes.clone() : Objects.requireNonNull(value);
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return java.util.HexFormat.ofDelimiter(" ").formatHex(bytes);
        } else if (value instanceof InetAddress address) {
            return address.getHostAddress();
        }
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }
}
