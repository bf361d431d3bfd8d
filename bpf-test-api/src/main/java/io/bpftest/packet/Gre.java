package io.bpftest.packet;

/** A GRE tunnel (RFC 2784, RFC 2890); see {@link Packets#gre} and {@link Packets#gretap}. Immutable. */
public final class Gre implements IpContent {

    static final int PROTOCOL = 47;
    static final int ETHERNET = 0x6558;
    static final int CHECKSUM = 0x8000;
    static final int KEY = 0x2000;
    static final int SEQUENCE = 0x1000;

    private final int type;
    private final byte[] inner;
    private final int flags;
    private final long key;
    private final long sequence;

    private Gre(int type, byte[] inner, int flags, long key, long sequence) {
        this.type = type;
        this.inner = inner;
        this.flags = flags;
        this.key = key;
        this.sequence = sequence;
    }

    static Gre of(int type, byte[] inner) {
        return new Gre(type, inner, 0, 0, 0);
    }

    /** Adds a key, 0 to 4294967295. */
    public Gre key(long value) {
        return new Gre(type, inner, flags | KEY, FieldRange.check("GRE key", value, FieldRange.INT), sequence);
    }

    /** Adds a sequence number, 0 to 4294967295. */
    public Gre sequence(long number) {
        return new Gre(
                type, inner, flags | SEQUENCE, key, FieldRange.check("GRE sequence number", number, FieldRange.INT));
    }

    /** Adds a checksum, which covers all that is carried too. */
    public Gre checksum() {
        return new Gre(type, inner, flags | CHECKSUM, key, sequence);
    }

    @Override
    public int protocol() {
        return PROTOCOL;
    }

    @Override
    public byte[] bytes() {
        HeaderWriter all = new HeaderWriter().u16(flags).u16(type);
        if ((flags & CHECKSUM) != 0) {
            all.u32(0);
        }
        if ((flags & KEY) != 0) {
            all.u32(key);
        }
        if ((flags & SEQUENCE) != 0) {
            all.u32(sequence);
        }
        byte[] bytes = all.bytes(inner).toBytes();
        if ((flags & CHECKSUM) != 0) {
            FrameBytes.u16(bytes, 4, InternetChecksum.expected(bytes, 4, 0));
        }
        return bytes;
    }
}
