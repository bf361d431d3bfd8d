package io.bpftest.packet;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the headers of GRE, VXLAN and Geneve. */
final class TunnelDissectors {

    private static final int LENGTH = 8;
    private static final int SHORTEST_GRE = 4;
    private static final int ROUTING = 0x4000;

    private static final Map<Integer, String> GRE_FLAGS =
            Map.of(Gre.CHECKSUM, "checksum", Gre.KEY, "key", Gre.SEQUENCE, "sequence");
    private static final Map<Integer, String> VXLAN_FLAGS = Map.of(Vxlan.VALID, "I");
    private static final Map<Integer, String> GENEVE_FLAGS = Map.of(0x80, "control", 0x40, "critical");

    private TunnelDissectors() {}

    static @Nullable Dissector gre(Dissection frame) {
        if (frame.left() < SHORTEST_GRE) {
            return frame.cutShort("gre");
        }
        int flags = frame.u16(0);
        if ((flags & (ROUTING | 7)) != 0) {
            // Version 1 is PPTP's; routing was given up in RFC 2784.
            return frame.malformed("gre flags " + NumberText.hex(flags, 4));
        }
        int length = SHORTEST_GRE + 4 * Integer.bitCount(flags & (Gre.CHECKSUM | Gre.KEY | Gre.SEQUENCE));
        if (length > frame.left()) {
            return frame.cutShort("gre");
        }
        int type = frame.u16(2);
        Dissector next = ofType(type);
        StringBuilder text = new StringBuilder("gre");
        frame.field("flags", WellKnown.flags(flags, 4, GRE_FLAGS)).field("type", NumberText.etherType(type));
        int at = SHORTEST_GRE;
        if ((flags & Gre.CHECKSUM) != 0) {
            TransportChecksum checksum = TransportChecksum.of(frame, at, frame.left(), null);
            frame.field("checksum", checksum.text());
            text.append(checksum.complaint());
            at += 4;
        }
        if ((flags & Gre.KEY) != 0) {
            frame.field("key", frame.u32(at));
            text.append(" key ").append(frame.u32(at));
            at += 4;
        }
        if ((flags & Gre.SEQUENCE) != 0) {
            frame.field("sequence", frame.u32(at));
            text.append(" seq ").append(frame.u32(at));
        }
        frame.header("gre", length, text.append(unread(type, next)).toString());
        return next;
    }

    static @Nullable Dissector vxlan(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("vxlan");
        }
        int flags = frame.u8(0);
        long vni = frame.u32(4) >> 8;
        frame.field("flags", WellKnown.flags(flags, 2, VXLAN_FLAGS))
                .field("vni", vni)
                .header(
                        "vxlan",
                        LENGTH,
                        "vxlan vni " + vni + (flags == Vxlan.VALID ? "" : " flags " + NumberText.hex(flags, 2)));
        return Dissectors.ETHERNET;
    }

    static @Nullable Dissector geneve(Dissection frame) {
        if (frame.left() < LENGTH) {
            return frame.cutShort("geneve");
        }
        int version = frame.u8(0) >> 6;
        int options = (frame.u8(0) & 0x3f) * 4;
        if (version != 0) {
            return frame.malformed("geneve version " + version);
        }
        if (LENGTH + options > frame.left()) {
            return frame.cutShort("geneve");
        }
        int type = frame.u16(2);
        long vni = frame.u32(4) >> 8;
        Dissector next = ofType(type);
        Dissection fixed = frame.field("flags", WellKnown.flags(frame.u8(1), 2, GENEVE_FLAGS))
                .field("type", NumberText.etherType(type))
                .field("vni", vni);
        Dissection all = options == 0 ? fixed : fixed.field("options", HexText.run(frame.bytes(LENGTH, options)));
        all.header(
                "geneve",
                LENGTH + options,
                "geneve vni " + vni + (options == 0 ? "" : " options " + options + " B") + unread(type, next));
        return next;
    }

    private static @Nullable Dissector ofType(int type) {
        return type == Gre.ETHERNET ? Dissectors.ETHERNET : Dissectors.ofEtherType(type);
    }

    private static String unread(int type, @Nullable Dissector next) {
        return next == null ? " type " + NumberText.etherType(type) : "";
    }
}
