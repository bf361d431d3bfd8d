package io.bpftest.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes a frame header by header, and sets lengths and checksums right when those behind are written. */
@CanIgnoreReturnValue
final class FrameBuilder {

    private static final int LONGEST = 4096;

    private final ByteBuffer frame = ByteBuffer.allocate(LONGEST);

    int position() {
        return frame.position();
    }

    FrameBuilder u8(int value) {
        frame.put((byte) value);
        return this;
    }

    FrameBuilder u16(int value) {
        frame.putShort((short) value);
        return this;
    }

    FrameBuilder u32(long value) {
        frame.putInt((int) value);
        return this;
    }

    FrameBuilder bytes(byte[] bytes) {
        frame.put(bytes);
        return this;
    }

    FrameBuilder u16At(int position, int value) {
        frame.putShort(position, (short) value);
        return this;
    }

    /** Puts the checksum of all from a position on into a field; {@code extra} is added to the sum. */
    void checksum(int from, int length, int field, long extra) {
        frame.putShort(field, (short) 0);
        byte[] covered = Arrays.copyOfRange(frame.array(), from, from + length);
        frame.putShort(field, (short) InternetChecksum.fold(InternetChecksum.sum(covered) + extra));
    }

    /** The sum of the two addresses, the protocol and the length that transport checksums cover too. */
    long pseudoHeader(int addresses, int length, int protocol, int transportLength) {
        byte[] both = Arrays.copyOfRange(frame.array(), addresses, addresses + length);
        return InternetChecksum.sum(both) + protocol + transportLength;
    }

    byte[] frame() {
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
