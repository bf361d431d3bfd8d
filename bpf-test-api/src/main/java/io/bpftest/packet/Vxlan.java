package io.bpftest.packet;

/** A VXLAN header (RFC 7348) and the Ethernet frame in it; see {@link Packets#vxlan}. Immutable. */
public final class Vxlan implements UdpContent {

    static final int PORT = 4789;
    static final int VALID = 0x08;

    private final int vni;
    private final byte[] inner;

    Vxlan(int vni, byte[] inner) {
        this.vni = FieldRange.check("VNI", vni, 0xff_ffff);
        this.inner = inner;
    }

    @Override
    public byte[] bytes() {
        return new HeaderWriter().u8(VALID).u24(0).u24(vni).u8(0).bytes(inner).toBytes();
    }
}
