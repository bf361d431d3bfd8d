package io.bpftest.packet;

import io.bpftest.error.PacketException;

/**
 * An authentication header (RFC 4302) with an integrity check value of 12 zeros and nothing behind it unless set; see
 * {@link Packets#ah}. Immutable.
 */
public final class Ah implements IpContent {

    static final int PROTOCOL = 51;
    private static final int FIXED = 12;
    private static final int LONGEST = 1012;

    private final long spi;
    private final long sequence;
    private final byte[] check;
    private final int next;
    private final byte[] content;

    private Ah(long spi, long sequence, byte[] check, int next, byte[] content) {
        this.spi = spi;
        this.sequence = sequence;
        this.check = check;
        this.next = next;
        this.content = content;
    }

    static Ah of(long spi, long sequence) {
        return new Ah(
                FieldRange.check("SPI", spi, FieldRange.INT),
                FieldRange.check("AH sequence number", sequence, FieldRange.INT),
                new byte[12],
                IpPart.NOTHING,
                new byte[0]);
    }

    /**
     * Sets the integrity check value, which is not computed.
     *
     * @throws PacketException if its length is no multiple of 4 bytes, or more than 1012
     */
    public Ah check(byte... value) {
        if (value.length % 4 != 0 || value.length > LONGEST) {
            throw FieldRange.refused(
                    "integrity check value", value.length + " bytes", "a multiple of 4 bytes, 0 to " + LONGEST);
        }
        return new Ah(spi, sequence, value.clone(), next, content);
    }

    /** Sets what is behind the header: the IP packet of a frame, as in tunnel mode. */
    public Ah carrying(Frame<?> inner) {
        return carrying(IpPart.protocolOf(inner), inner.packetBytes());
    }

    /** Sets what is behind the header. */
    public Ah carrying(IpContent inner) {
        return carrying(inner.protocol(), inner.bytes());
    }

    /**
     * Sets what is behind the header as bytes.
     *
     * @param protocol the number that the header names it with, 0 to 255
     */
    public Ah carrying(int protocol, byte[] bytes) {
        return new Ah(spi, sequence, check, FieldRange.check("next header", protocol, FieldRange.BYTE), bytes.clone());
    }

    @Override
    public int protocol() {
        return PROTOCOL;
    }

    @Override
    public byte[] bytes() {
        return new HeaderWriter()
                .u8(next)
                .u8((FIXED + check.length) / 4 - 2)
                .u16(0)
                .u32(spi)
                .u32(sequence)
                .bytes(check)
                .bytes(content)
                .toBytes();
    }
}
