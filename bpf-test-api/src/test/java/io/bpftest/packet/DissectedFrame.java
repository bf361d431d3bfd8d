package io.bpftest.packet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A frame and what tshark should say of it.
 *
 * @param fields the values of tshark's fields; of a header that occurs again, all of them in order, joined with commas
 * @param unseen the bits that tshark has no field for, counted from the first of the frame
 */
record DissectedFrame(Frame<?> frame, Map<String, String> fields, Set<Integer> unseen) {

    /** What most frames have in front. */
    static final String ETHERNET = "eth.dst=02:00:00:00:00:02 eth.src=02:00:00:00:00:01";

    static final String ETHERNET4 = ETHERNET + " eth.type=0x0800";
    static final String ETHERNET6 = ETHERNET + " eth.type=0x86dd";

    /** An IPv4 header as it is unless set, but for length, protocol and addresses. */
    static final String PLAIN4 = "ip.version=4 ip.hdr_len=20 ip.dsfield=0x00 ip.id=0x0000 ip.flags=0x00"
            + " ip.frag_offset=0 ip.ttl=64 ip.checksum.status=1";

    /** The addresses of the frames of these tables. */
    static final String ADDRESSES4 = "ip.src=203.0.113.7 ip.dst=198.51.100.1";

    /** An IPv6 header as it is unless set, but for length and next header. */
    static final String PLAIN6 = "ip.version=6 ipv6.version=6 ipv6.tclass=0x00000000 ipv6.flow=0x000000 ipv6.hlim=64"
            + " ipv6.src=2001:db8::7 ipv6.dst=2001:db8::1";

    /**
     * Describes one.
     *
     * @param headers for each header the fields, as {@code name=value} with spaces between
     */
    static DissectedFrame of(Frame<?> frame, String... headers) {
        Map<String, String> fields = new TreeMap<>();
        for (String header : headers) {
            for (String field :
                    header.isBlank() ? new String[0] : header.strip().split("\\s+")) {
                String[] pair = field.split("=", 2);
                fields.merge(pair[0], pair[1], (outer, inner) -> outer + "," + inner);
            }
        }
        return new DissectedFrame(frame, fields, Set.of());
    }

    /** The same, but tshark shows nothing of some bits of a byte; the first is its most significant. */
    DissectedFrame blind(int offset, int firstBit, int bits) {
        int first = offset * Byte.SIZE + firstBit;
        return new DissectedFrame(
                frame, fields, IntStream.range(first, first + bits).boxed().collect(Collectors.toSet()));
    }

    /** Says which of the fields have other values. */
    List<String> differences(Map<String, String> found) {
        return fields.entrySet().stream()
                .filter(field -> !plain(field.getValue()).equals(plain(found.get(field.getKey()))))
                .map(field -> field + " expected, but was " + found.get(field.getKey()))
                .toList();
    }

    /** Versions of tshark differ in which numbers they show in hexadecimal, and in the words for flags. */
    private static String plain(String values) {
        return Stream.of(values.split(",", -1))
                .map(value -> switch (value) {
                    case "True" -> "1";
                    case "False" -> "0";
                    default ->
                        value.matches("0x[0-9a-f]+") ? Long.toString(Long.parseLong(value.substring(2), 16)) : value;
                })
                .collect(Collectors.joining(","));
    }

    /** The frame in one line, for the names of tests. */
    @Override
    public String toString() {
        return frame.toString();
    }
}
