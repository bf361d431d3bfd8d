package io.bpftest.packet;

/** A Geneve header (RFC 8926) and the Ethernet frame in it; see {@link Packets#geneve}. Immutable. */
public final class Geneve implements UdpContent {

    static final int PORT = 6081;
    private static final int CRITICAL = 0x80;
    private static final int LONGEST = 63 * 4;

    private final int vni;
    private final byte[] inner;
    private final byte[] options;
    private final boolean critical;

    private Geneve(int vni, byte[] inner, byte[] options, boolean critical) {
        this.vni = vni;
        this.inner = inner;
        this.options = options;
        this.critical = critical;
    }

    static Geneve of(int vni, byte[] inner) {
        return new Geneve(FieldRange.check("VNI", vni, 0xff_ffff), inner, new byte[0], false);
    }

    /**
     * Adds an option.
     *
     * @param optionClass 0 to 65535
     * @param type 0 to 255; 128 and more make it critical
     * @param data a multiple of 4 bytes, at most 124; all options together at most 252
     */
    public Geneve option(int optionClass, int type, byte... data) {
        if (data.length % 4 != 0 || data.length > 124) {
            throw FieldRange.refused("Geneve option", data.length + " bytes", "a multiple of 4 bytes, 0 to 124");
        }
        byte[] all = new HeaderWriter()
                .bytes(options)
                .u16(FieldRange.check("Geneve option class", optionClass, FieldRange.SHORT))
                .u8(FieldRange.check("Geneve option type", type, FieldRange.BYTE))
                .u8(data.length / 4)
                .bytes(data)
                .toBytes();
        if (all.length > LONGEST) {
            throw FieldRange.refused("Geneve options", all.length + " bytes", "at most " + LONGEST + " bytes");
        }
        return new Geneve(vni, inner, all, critical || (type & CRITICAL) != 0);
    }

    @Override
    public byte[] bytes() {
        return new HeaderWriter()
                .u8(options.length / 4)
                .u8(critical ? 0x40 : 0)
                .u16(Gre.ETHERNET)
                .u24(vni)
                .u8(0)
                .bytes(options)
                .bytes(inner)
                .toBytes();
    }
}
