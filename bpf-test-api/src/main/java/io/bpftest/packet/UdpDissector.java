package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads a UDP header. */
final class UdpDissector {

    private static final int LENGTH = 8;
    private static final int CHECKSUM = 6;

    private UdpDissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("udp");
        }
        int source = frame.u16(0);
        int destination = frame.u16(2);
        int stated = frame.u16(4);
        boolean wrongLength = stated < LENGTH || (stated > frame.left() && !frame.incomplete());
        TransportChecksum checksum = checksum(frame, stated, wrongLength);
        String text = "udp " + source + " > " + destination
                + (wrongLength ? " length " + stated + " but " + frame.left() + " B there" : "")
                + checksum.complaint();
        frame.field("source port", WellKnown.port(source))
                .field("destination port", WellKnown.port(destination))
                .field("length", stated)
                .field("checksum", checksum.text())
                .header("udp", LENGTH, text);
        if (wrongLength) {
            return null;
        }
        frame.limit(stated - LENGTH);
        return frame.left() == 0 ? null : Dissectors.ofPorts(source, destination);
    }

    private static TransportChecksum checksum(Dissection frame, int stated, boolean wrongLength) {
        PseudoHeader pseudo = frame.addresses();
        int found = frame.u16(CHECKSUM);
        if (found == 0) {
            // Zero says that the sender made none; IPv6 does not allow that (RFC 8200, section 8.1).
            boolean allowed = pseudo == null || pseudo.isIp4();
            return new TransportChecksum(allowed ? "0x0000 (none)" : "0x0000 (none, IPv6 needs one)", !allowed);
        }
        if (wrongLength) {
            return new TransportChecksum(NumberText.hex(found, 4) + " (not checked, the length is wrong)", false);
        }
        return TransportChecksum.of(frame, CHECKSUM, stated, pseudo);
    }
}
