package io.bpftest.packet;

/** Writes the options of a TCP header (RFC 9293, RFC 7323, RFC 2018). */
final class TcpOptions {

    static final byte[] NONE = new byte[0];
    private static final int LONGEST = 40;

    private TcpOptions() {}

    static byte[] mss(int bytes) {
        return new HeaderWriter()
                .u8(2)
                .u8(4)
                .u16(FieldRange.check("MSS", bytes, FieldRange.SHORT))
                .toBytes();
    }

    static byte[] windowScale(int shift) {
        return new HeaderWriter()
                .u8(3)
                .u8(3)
                .u8(FieldRange.check("window scale", shift, FieldRange.BYTE))
                .toBytes();
    }

    static byte[] sackPermitted() {
        return new byte[] {4, 2};
    }

    static byte[] sack(long left, long right) {
        return new HeaderWriter()
                .u8(5)
                .u8(10)
                .u32(FieldRange.check("SACK's left edge", left, FieldRange.INT))
                .u32(FieldRange.check("SACK's right edge", right, FieldRange.INT))
                .toBytes();
    }

    static byte[] timestamps(long value, long echo) {
        return new HeaderWriter()
                .u8(8)
                .u8(10)
                .u32(FieldRange.check("timestamp value", value, FieldRange.INT))
                .u32(FieldRange.check("timestamp echo", echo, FieldRange.INT))
                .toBytes();
    }

    static byte[] appended(byte[] options, byte[] more) {
        byte[] all = new HeaderWriter().bytes(options).bytes(more).toBytes();
        if (all.length > LONGEST) {
            throw FieldRange.refused("TCP options", all.length + " bytes", "at most " + LONGEST + " bytes");
        }
        return all;
    }

    /** The options with the ends of list that fill the last word. */
    static byte[] aligned(byte[] options) {
        return options.length % 4 == 0
                ? options
                : new HeaderWriter().bytes(options).alignTo(4).toBytes();
    }
}
