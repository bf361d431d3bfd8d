package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads an IPv6 header. */
final class Ip6Dissector {

    private static final int LENGTH = 40;
    private static final int NO_NEXT_HEADER = 59;

    private Ip6Dissector() {}

    static @Nullable Dissector read(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("ip6");
        }
        int version = frame.u8(0) >> 4;
        if (version != 6) {
            return frame.malformed("version " + version + " where ip6 was announced");
        }
        int payload = frame.u16(4);
        int next = frame.u8(6);
        int trafficClass = frame.u16(0) >> 4 & 0xff;
        long flow = frame.u32(0) & 0xf_ffff;
        byte[] source = frame.bytes(8, 16);
        byte[] destination = frame.bytes(24, 16);
        String text = "ip6 " + AddressText.ip(source) + " > " + AddressText.ip(destination) + " hlim " + frame.u8(7)
                + (trafficClass == 0 ? "" : " class " + NumberText.hex(trafficClass, 2))
                + (flow == 0 ? "" : " flow " + NumberText.hex((int) flow, 5))
                + (payload > frame.left() - LENGTH
                        ? " payload length " + payload + " but " + (frame.left() - LENGTH) + " B there"
                        : "")
                + unread(next);
        frame.addresses(new PseudoHeader(source, destination, next));
        frame.field("version", version)
                .field("traffic class", WellKnown.trafficClass(trafficClass))
                .field("flow label", NumberText.hex((int) flow, 5))
                .field("payload length", payload)
                .field("next header", NumberText.protocol(next))
                .field("hop limit", frame.u8(7))
                .field("source", AddressText.ip(source))
                .field("destination", AddressText.ip(destination))
                .header("ip6", LENGTH, text);
        frame.limit(payload);
        return payload == 0 ? null : Dissectors.ofNextHeader(next);
    }

    /** What to say of a next header that nothing here reads. */
    static String unread(int next) {
        return next == NO_NEXT_HEADER || Dissectors.ofNextHeader(next) != null
                ? ""
                : " next header " + NumberText.protocol(next);
    }
}
