package io.bpftest.assertion;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    boolean isPresent() {
        return value != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content
                && Arrays.deepEquals(new Object[] {comparable(value)}, new Object[] {comparable(content.value)});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {comparable(value)});
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
        return String.valueOf(value);
    }

    /** Lists compare their elements with equals, which arrays have no use for. */
    private static @Nullable Object comparable(@Nullable Object value) {
        return value instanceof List<?> list ? list.toArray() : value;
    }
}
