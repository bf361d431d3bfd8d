package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.util.Arrays;
import java.util.List;

/** Finds what a built frame has behind its IP header, up to the end that this header states. */
final class IpPart {

    /** The number for nothing that follows, as IPv6 has it. */
    static final int NOTHING = 59;

    private static final int IP4_IN_IP = 4;
    private static final int IP6_IN_IP = 41;

    private IpPart() {}

    /** The number with which an IP header announces the IP packet of a frame. */
    static int protocolOf(Frame<?> inner) {
        return switch (inner.etherType().value()) {
            case 0x0800 -> IP4_IN_IP;
            case (short) 0x86dd -> IP6_IN_IP;
            default ->
                throw new PacketException(new Problem(
                        "An IP header cannot carry this frame",
                        inner.toString(),
                        "an IPv4 or IPv6 packet",
                        "put an Ethernet frame into gretap, vxlan or geneve"));
        };
    }

    /**
     * The bytes behind the outermost IP header.
     *
     * @param name ip4 or ip6
     * @param skip how many bytes behind the header are left out
     */
    static byte[] behind(String name, byte[] frame, int skip) {
        List<HeaderText> headers = PacketText.headers(frame);
        for (HeaderText header : headers) {
            if (header.name().equals(name)) {
                int trailer = headers.get(headers.size() - 1).name().equals("trailer")
                        ? headers.get(headers.size() - 1).length()
                        : 0;
                int start = header.offset() + header.length() + skip;
                return Arrays.copyOfRange(frame, start, Math.max(start, frame.length - trailer));
            }
        }
        throw new PacketException(new Problem(
                "The frame cannot be fragmented",
                PacketText.summary(frame),
                "a whole " + name + " header",
                "fragment first, and damage the fragments"));
    }
}
