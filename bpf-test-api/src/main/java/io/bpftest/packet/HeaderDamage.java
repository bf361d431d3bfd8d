package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Damages fields of headers. */
final class HeaderDamage {

    static final Set<String> IP4 = Set.of("ip4");
    static final Set<String> IP = Set.of("ip4", "ip6");
    static final Set<String> UDP = Set.of("udp");
    static final Set<String> TCP = Set.of("tcp");

    private static final Map<String, Integer> CHECKSUMS =
            Map.of("ip4", 10, "udp", 6, "tcp", 16, "icmp", 2, "icmp6", 2, "igmp", 2, "sctp", 8, "gre", 4);

    static final Set<String> BEHIND_IP = Set.of("udp", "tcp", "icmp", "icmp6", "igmp", "sctp", "gre");

    private HeaderDamage() {}

    /** Makes the checksum wrong of the outermost header of one of those names. */
    static Damage ofChecksum(Set<String> names) {
        return (frame, headers) -> checksum(frame, find(headers, names));
    }

    /** Sets some bits of a 16-bit word of the outermost header of one of those names. */
    static Damage ofWord(Set<String> names, int offset, int mask, int bits) {
        return (frame, headers) -> word(frame, find(headers, names), offset, mask, bits);
    }

    static HeaderText find(List<HeaderText> headers, Set<String> names) {
        for (HeaderText header : headers) {
            // GRE has a checksum only where its flag says so.
            boolean fits = !header.name().equals("gre") || header.fields().containsKey("checksum");
            if (names.contains(header.name()) && fits) {
                return header;
            }
        }
        throw new PacketException(new Problem(
                "The frame has no header to damage like this",
                "headers: " + headers.stream().map(HeaderText::name).toList(),
                "one of " + new TreeSet<>(names),
                "take the call for a header that the frame has"));
    }

    static byte[] checksum(byte[] frame, HeaderText header) {
        int at = header.offset() + checksumOf(header);
        FrameBytes.require(frame, at + 2L, "damaged in the checksum of its " + header.name() + " header");
        int right = FrameBytes.u16(frame, at);
        // Zero would tell a receiver of UDP that there is no checksum.
        FrameBytes.u16(frame, at, right == 0x5555 ? 0x5554 : right ^ 0x5555);
        return frame;
    }

    static byte[] word(byte[] frame, HeaderText header, int offset, int mask, int bits) {
        int at = header.offset() + offset;
        FrameBytes.require(frame, at + 2L, "damaged in its " + header.name() + " header");
        int before = FrameBytes.u16(frame, at);
        int after = (before & ~mask) | bits;
        FrameBytes.u16(frame, at, after);
        int checksum = header.offset() + CHECKSUMS.getOrDefault(header.name(), 0);
        boolean covered = header.name().equals("ip4") || header.name().equals("tcp");
        if (covered && checksum + 2 <= frame.length) {
            // As a router does (RFC 1624), which keeps a checksum wrong that was made so.
            long sum = (~FrameBytes.u16(frame, checksum) & 0xffff) + (~before & 0xffff) + after;
            FrameBytes.u16(frame, checksum, InternetChecksum.fold(sum));
        }
        return frame;
    }

    private static int checksumOf(HeaderText header) {
        return CHECKSUMS.getOrDefault(header.name(), 0);
    }
}
