package io.bpftest.packet;

/** An ESP packet (RFC 4303) whose encrypted part is taken as it is; see {@link Packets#esp}. Immutable. */
public final class Esp implements IpContent {

    static final int PROTOCOL = 50;

    private final long spi;
    private final long sequence;
    private final byte[] encrypted;

    Esp(long spi, long sequence, byte[] encrypted) {
        this.spi = FieldRange.check("SPI", spi, FieldRange.INT);
        this.sequence = FieldRange.check("ESP sequence number", sequence, FieldRange.INT);
        this.encrypted = encrypted.clone();
    }

    @Override
    public int protocol() {
        return PROTOCOL;
    }

    @Override
    public byte[] bytes() {
        return new HeaderWriter().u32(spi).u32(sequence).bytes(encrypted).toBytes();
    }
}
