package io.bpftest.packet;

/**
 * Deliberate damage, since filters must be tested with bad packets.
 *
 * <p>Damage is done to the finished bytes, in the order of the calls, and nowhere else: a checksum that covers a
 * changed field of an IPv4 or TCP header is carried along, so that a packet has just the faults that were asked for.
 * Headers are those of the frame before any damage; with a tunnel it is the outermost of its kind. A frame that lacks
 * the header, or has lost it to {@link #truncated}, throws {@link io.bpftest.error.PacketException} when it is built;
 * a number that the field cannot hold throws it at once.
 *
 * @param <S> the kind of frame itself
 */
public abstract class Damageable<S extends Damageable<S>> {

    Damageable() {}

    /** Takes a change of the finished bytes. */
    @SuppressWarnings("unchecked") // a frame's copy is of the frame's own kind
    public final S damaged(Damage damage) {
        return (S) withDamage(damage);
    }

    /** Gives a copy with a further change. Not of type S: javac would not take two kinds of frames as elements of a list. */
    abstract Damageable<?> withDamage(Damage damage);

    /** Cuts the frame off behind so many bytes, counted from the start of the Ethernet header; headers are not told. */
    public S truncated(int length) {
        int kept = FieldRange.check("length to cut to", length, Integer.MAX_VALUE);
        return damaged((frame, headers) -> FrameBytes.cut(frame, kept));
    }

    /**
     * Puts other bytes at an offset from the start of the Ethernet header; no checksum follows.
     *
     * @param values each 0 to 255
     */
    public S overwritten(int offset, int... values) {
        int at = FieldRange.check("offset to overwrite", offset, Integer.MAX_VALUE);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) FieldRange.check("byte to write", values[i], FieldRange.BYTE);
        }
        return damaged((frame, headers) -> FrameBytes.overwritten(frame, at, bytes));
    }

    /** Makes the checksum of the IPv4 header wrong. */
    public S badIpChecksum() {
        return damaged(HeaderDamage.ofChecksum(HeaderDamage.IP4));
    }

    /**
     * Makes the checksum of the outermost header behind IP that has one wrong: of TCP, UDP, ICMP, ICMPv6, IGMP, SCTP, or
     * GRE. Never gives UDP the zero that stands for no checksum.
     */
    public S badChecksum() {
        return damaged(HeaderDamage.ofChecksum(HeaderDamage.BEHIND_IP));
    }

    /** Sets the version in the IPv4 or IPv6 header, 0 to 15. */
    public S ipVersion(int version) {
        int value = FieldRange.check("IP version", version, 0xf);
        return damaged(HeaderDamage.ofWord(HeaderDamage.IP, 0, 0xf000, value << 12));
    }

    /** Sets the header length of the IPv4 header, in words of four bytes, 0 to 15; 5 is right without options. */
    public S ihl(int words) {
        int value = FieldRange.check("IPv4 header length", words, 0xf);
        return damaged(HeaderDamage.ofWord(HeaderDamage.IP4, 0, 0x0f00, value << 8));
    }

    /** Sets the total length of an IPv4 header or the payload length of an IPv6 header, in bytes, 0 to 65535. */
    public S ipLength(int bytes) {
        int value = FieldRange.check("IP length", bytes, FieldRange.SHORT);
        return damaged((frame, headers) -> {
            HeaderText ip = HeaderDamage.find(headers, HeaderDamage.IP);
            return HeaderDamage.word(frame, ip, ip.name().equals("ip4") ? 2 : 4, 0xffff, value);
        });
    }

    /** Sets the reserved bit among the flags of an IPv4 header, which must be zero (RFC 791). */
    public S reservedFlag() {
        return damaged(HeaderDamage.ofWord(HeaderDamage.IP4, 6, 0x8000, 0x8000));
    }

    /** Sets the length in the UDP header, in bytes, 0 to 65535; the checksum stays that of the right length. */
    public S udpLength(int bytes) {
        int value = FieldRange.check("UDP length", bytes, FieldRange.SHORT);
        return damaged(HeaderDamage.ofWord(HeaderDamage.UDP, 4, 0xffff, value));
    }

    /** Sets the header length of the TCP header, in words of four bytes, 0 to 15; 5 is right without options. */
    public S dataOffset(int words) {
        int value = FieldRange.check("TCP data offset", words, 0xf);
        return damaged(HeaderDamage.ofWord(HeaderDamage.TCP, 12, 0xf000, value << 12));
    }

    /** Sets the four bits between data offset and flags of the TCP header, which should be zero, 0 to 15. */
    public S tcpReserved(int bits) {
        int value = FieldRange.check("TCP reserved bits", bits, 0xf);
        return damaged(HeaderDamage.ofWord(HeaderDamage.TCP, 12, 0x0f00, value << 8));
    }
}
