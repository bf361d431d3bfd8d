package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.ipv6;

import io.bpftest.packet.Frame;
import io.bpftest.packet.RawIp6Frame;
import java.nio.ByteBuffer;

/** Builds IPv6 packets with extension headers, each given without its first byte, the next header. */
final class Ip6Headers {

    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int AUTHENTICATION = 51;
    static final int DESTINATION_OPTIONS = 60;

    private Ip6Headers() {}

    /** An extension header as IPv6 numbers it. */
    record Extension(int type, byte[] withoutNext) {}

    /**
     * Hop-by-hop, routing or destination options that hold nothing.
     *
     * @param length 8 bytes or a multiple
     */
    static Extension options(int type, int length) {
        return new Extension(
                type,
                ByteBuffer.allocate(length - 1).put((byte) (length / 8 - 1)).array());
    }

    /**
     * An authentication header.
     *
     * @param length 12 bytes or more, a multiple of 4
     */
    static Extension authentication(int length) {
        return new Extension(
                AUTHENTICATION,
                ByteBuffer.allocate(length - 1).put((byte) (length / 4 - 2)).array());
    }

    /**
     * A fragment header.
     *
     * @param offset in bytes, a multiple of 8
     */
    static Extension fragment(int offset, boolean moreFollow) {
        return new Extension(
                FRAGMENT,
                ByteBuffer.allocate(7)
                        .put((byte) 0)
                        .putShort((short) (offset + (moreFollow ? 1 : 0)))
                        .putInt(1)
                        .array());
    }

    /** What follows the IP header of a frame without tags. */
    static byte[] transport(Frame<?> frame) {
        return frame.build().getPayload().getPayload().getRawData();
    }

    static RawIp6Frame packet(int protocol, Extension extension, byte[] transport) {
        return packet(protocol, new Extension[] {extension}, transport);
    }

    static RawIp6Frame packet(int protocol, Extension[] extensions, byte[] transport) {
        ByteBuffer payload = ByteBuffer.allocate(4096);
        for (int i = 0; i < extensions.length; i++) {
            int next = i + 1 < extensions.length ? extensions[i + 1].type() : protocol;
            payload.put((byte) next).put(extensions[i].withoutNext());
        }
        payload.put(transport);
        byte[] bytes = new byte[payload.position()];
        payload.flip().get(bytes);
        return ipv6("2001:db8::7", "2001:db8:1::1", extensions.length == 0 ? protocol : extensions[0].type())
                .payload(bytes);
    }
}
