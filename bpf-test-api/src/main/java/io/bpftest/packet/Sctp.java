package io.bpftest.packet;

import java.util.zip.CRC32C;

/** An SCTP packet (RFC 9260) with the chunks given, in order; see {@link Packets#sctp}. Immutable. */
public final class Sctp implements IpContent {

    static final int PROTOCOL = 132;
    static final int CHECKSUM = 8;
    private static final int CHUNK_HEADER = 4;

    private final int sourcePort;
    private final int destinationPort;
    private final long tag;
    private final byte[] chunks;

    private Sctp(int sourcePort, int destinationPort, long tag, byte[] chunks) {
        this.sourcePort = sourcePort;
        this.destinationPort = destinationPort;
        this.tag = tag;
        this.chunks = chunks;
    }

    static Sctp of(int sourcePort, int destinationPort) {
        return new Sctp(
                FieldRange.check("source port", sourcePort, FieldRange.SHORT),
                FieldRange.check("destination port", destinationPort, FieldRange.SHORT),
                0,
                new byte[0]);
    }

    /** Sets the verification tag, 0 to 4294967295; zero unless set, as an INIT has it. */
    public Sctp tag(long value) {
        return new Sctp(
                sourcePort, destinationPort, FieldRange.check("verification tag", value, FieldRange.INT), chunks);
    }

    /** Adds an INIT chunk with a tag of the sender's, a window of 65535 bytes, one stream each way, and a first TSN. */
    public Sctp init(long senderTag, long firstTsn) {
        return chunk(
                1,
                0,
                new HeaderWriter()
                        .u32(FieldRange.check("initiate tag", senderTag, FieldRange.INT))
                        .u32(FieldRange.SHORT)
                        .u16(1)
                        .u16(1)
                        .u32(FieldRange.check("TSN", firstTsn, FieldRange.INT))
                        .toBytes());
    }

    /** Adds a DATA chunk that holds a whole message of stream 0, sequence number 0, payload protocol 0. */
    public Sctp data(long tsn, byte... message) {
        return chunk(
                0,
                3,
                new HeaderWriter()
                        .u32(FieldRange.check("TSN", tsn, FieldRange.INT))
                        .u32(0)
                        .u32(0)
                        .bytes(message)
                        .toBytes());
    }

    /**
     * Adds any chunk; its length is made, zeros fill its last word.
     *
     * @param type 0 to 255
     * @param flags 0 to 255
     * @param value what follows the four bytes of the chunk's header, at most 65531 bytes
     */
    public Sctp chunk(int type, int flags, byte... value) {
        int length = FieldRange.check("chunk length", CHUNK_HEADER + value.length, FieldRange.SHORT);
        byte[] longer = new HeaderWriter()
                .bytes(chunks)
                .u8(FieldRange.check("chunk type", type, FieldRange.BYTE))
                .u8(FieldRange.check("chunk flags", flags, FieldRange.BYTE))
                .u16(length)
                .bytes(value)
                .alignTo(4)
                .toBytes();
        return new Sctp(sourcePort, destinationPort, tag, longer);
    }

    @Override
    public int protocol() {
        return PROTOCOL;
    }

    @Override
    public byte[] bytes() {
        byte[] bytes = new HeaderWriter()
                .u16(sourcePort)
                .u16(destinationPort)
                .u32(tag)
                .u32(0)
                .bytes(chunks)
                .toBytes();
        return FrameBytes.overwritten(
                bytes, CHECKSUM, new HeaderWriter().u32(checksum(bytes)).toBytes());
    }

    /** The CRC32c of a packet, as a number in network byte order; the field itself counts as zeros. */
    static long checksum(byte[] packet) {
        byte[] blank = packet.clone();
        FrameBytes.u16(blank, CHECKSUM, 0);
        FrameBytes.u16(blank, CHECKSUM + 2, 0);
        CRC32C sum = new CRC32C();
        sum.update(blank, 0, blank.length);
        // The one field of the header that goes out with its lowest byte first (RFC 9260, appendix A).
        return Integer.toUnsignedLong(Integer.reverseBytes((int) sum.getValue()));
    }
}
