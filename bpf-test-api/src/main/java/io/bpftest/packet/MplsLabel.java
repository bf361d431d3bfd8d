package io.bpftest.packet;

import java.util.List;

/** One entry of an MPLS label stack (RFC 3032). */
record MplsLabel(int label, int trafficClass, int ttl) {

    static final int UNICAST = 0x8847;

    MplsLabel {
        label = FieldRange.check("MPLS label", label, 0xf_ffff);
        trafficClass = FieldRange.check("MPLS traffic class", trafficClass, 7);
        ttl = FieldRange.check("MPLS TTL", ttl, FieldRange.BYTE);
    }

    /** The stack as bytes; the last entry says that it is the bottom. */
    static byte[] stack(List<MplsLabel> labels) {
        HeaderWriter bytes = new HeaderWriter();
        for (int i = 0; i < labels.size(); i++) {
            MplsLabel entry = labels.get(i);
            int bottom = i == labels.size() - 1 ? 1 : 0;
            bytes.u24(entry.label << 4 | entry.trafficClass << 1 | bottom).u8(entry.ttl);
        }
        return bytes.toBytes();
    }
}
