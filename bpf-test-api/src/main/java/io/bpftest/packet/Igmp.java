package io.bpftest.packet;

import java.net.Inet4Address;

/** An IGMP message (RFC 2236); see {@link Packets#igmpQuery}. Immutable. */
public final class Igmp implements IpContent {

    static final int PROTOCOL = 2;
    static final int QUERY = 0x11;
    static final int REPORT = 0x16;
    static final int LEAVE = 0x17;

    private final int type;
    private final int maxResponse;
    private final Inet4Address group;
    private final byte[] rest;

    private Igmp(int type, int maxResponse, Inet4Address group, byte[] rest) {
        this.type = type;
        this.maxResponse = maxResponse;
        this.group = group;
        this.rest = rest;
    }

    static Igmp of(int type, String group) {
        return new Igmp(FieldRange.check("IGMP type", type, FieldRange.BYTE), 0, Literals.ip4(group), new byte[0]);
    }

    /** Sets the time that hosts may take to answer, in tenths of a second, 0 to 255. */
    public Igmp maxResponse(int tenths) {
        return new Igmp(type, FieldRange.check("IGMP response time", tenths, FieldRange.BYTE), group, rest);
    }

    /** Sets what follows the first eight bytes, such as the sources of version 3. */
    public Igmp rest(byte... bytes) {
        return new Igmp(type, maxResponse, group, bytes.clone());
    }

    @Override
    public int protocol() {
        return PROTOCOL;
    }

    @Override
    public byte[] bytes() {
        byte[] bytes = new HeaderWriter()
                .u8(type)
                .u8(maxResponse)
                .u16(0)
                .bytes(group.getAddress())
                .bytes(rest)
                .toBytes();
        FrameBytes.u16(bytes, 2, InternetChecksum.expected(bytes, 2, 0));
        return bytes;
    }
}
