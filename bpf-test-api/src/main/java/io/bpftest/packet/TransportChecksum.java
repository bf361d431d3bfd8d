package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/**
 * Judges the checksum of the transport header at which a walk stands.
 *
 * @param text the checksum and whether it is right, for a field
 * @param wrong whether it is certainly wrong
 */
record TransportChecksum(String text, boolean wrong) {

    /**
     * Judges a checksum.
     *
     * @param field where the checksum is in the header
     * @param length how many bytes it covers, header included
     * @param pseudo the part of the IP header that it covers too, or null if it covers none
     */
    static TransportChecksum of(Dissection frame, int field, int length, @Nullable PseudoHeader pseudo) {
        int found = frame.u16(field);
        if (frame.incomplete() || length > frame.left()) {
            return new TransportChecksum(NumberText.hex(found, 4) + " (not checked, the packet is incomplete)", false);
        }
        long extra = pseudo == null ? 0 : pseudo.sum(length);
        int expected = InternetChecksum.expected(frame.bytes(0, length), field, extra);
        return new TransportChecksum(
                InternetChecksum.verdict(found, expected), !InternetChecksum.isRight(found, expected));
    }

    /** What a summary says of it. */
    String complaint() {
        return wrong ? " bad checksum" : "";
    }
}
