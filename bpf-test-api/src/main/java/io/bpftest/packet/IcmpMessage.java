package io.bpftest.packet;

/**
 * What the header of an ICMP message says, of either version, beside its checksum.
 *
 * @param rest the four bytes after the checksum as one number; in an echo identifier and sequence
 */
record IcmpMessage(int type, int code, long rest) {

    static final int LENGTH = 8;

    IcmpMessage {
        type = FieldRange.check("ICMP type", type, FieldRange.BYTE);
        code = FieldRange.check("ICMP code", code, FieldRange.BYTE);
        rest = FieldRange.check("rest of the ICMP header", rest, FieldRange.INT);
    }

    static IcmpMessage echo(int type, int identifier, int sequence) {
        long high = FieldRange.check("ICMP identifier", identifier, FieldRange.SHORT);
        return new IcmpMessage(
                type, 0, high << Short.SIZE | FieldRange.check("ICMP sequence", sequence, FieldRange.SHORT));
    }

    /** Whether this is a message of that type, and of the only code that an echo has. */
    boolean is(int echoType) {
        return type == echoType && code == 0;
    }

    short identifier() {
        return (short) (rest >> Short.SIZE);
    }

    short sequence() {
        return (short) rest;
    }

    byte[] restBytes() {
        return new byte[] {(byte) (rest >> 24), (byte) (rest >> 16), (byte) (rest >> 8), (byte) rest};
    }
}
