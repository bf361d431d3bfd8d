package io.bpftest.packet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One header of a frame as text, for differences header by header.
 *
 * @param name such as {@code ethernet} or {@code ipv4}; bytes that are no header are called {@code payload}, {@code
 *     trailer} (after the end that the IP header states) or {@code malformed}
 * @param offset where it starts in the frame, in bytes
 * @param length how many bytes it has
 * @param fields the text of each field by its name, in the order of the header
 */
public record HeaderText(String name, int offset, int length, Map<String, String> fields) {

    /** Takes a copy of the fields that keeps their order. */
    public HeaderText {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
