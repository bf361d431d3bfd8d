package io.bpftest.packet;

/** Draws frames of the protocols that filters look at, with lengths and checksums that are right. */
final class ProtocolPackets {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP4 = 1;
    private static final int ICMP6 = 58;
    private static final int GRE = 47;
    private static final int FRAGMENT = 44;
    private static final int IP4 = 0x0800;
    private static final int IP6 = 0x86dd;

    /** Lengths of frames where programs and drivers change what they do. */
    private static final int[] LENGTHS = {60, 64, 65, 127, 128, 256, 590, 1280, 1499, 1500, 1513, 1514};

    private static final int[] FLAGS = {0x02, 0x12, 0x10, 0x18, 0x11, 0x04, 0x14, 0x01, 0x00, 0x29};

    private static final int[] EXTENSIONS = {0, 60, 43, FRAGMENT};

    private final DrawnValues values;

    ProtocolPackets(DrawnValues values) {
        this.values = values;
    }

    byte[] next() {
        FrameBuilder frame = new FrameBuilder();
        mac(frame, 2);
        mac(frame, 1);
        for (int tags = 0; tags < 3 && values.chance(15); tags++) {
            frame.u16(values.chance(70) ? 0x8100 : 0x88a8).u16(values.u16());
        }
        int kind = values.below(100);
        if (kind < 57) {
            frame.u16(IP4);
            ip4(frame, 0);
        } else if (kind < 88) {
            frame.u16(IP6);
            ip6(frame, 0);
        } else if (kind < 93) {
            frame.u16(0x0806).u16(1).u16(IP4).u8(6).u8(4).u16(1 + values.below(2));
            mac(frame, 1);
            frame.u32(values.address4());
            mac(frame, 0);
            frame.u32(values.address4());
        } else {
            frame.u16(values.u16());
            payload(frame);
        }
        return frame.frame();
    }

    private void mac(FrameBuilder frame, int last) {
        if (values.chance(10)) {
            frame.bytes(values.bytes(6));
        } else {
            frame.u16(0x0200).u16(0).u16(last);
        }
    }

    private void ip4(FrameBuilder frame, int depth) {
        int start = frame.position();
        int options = values.chance(10) ? 1 + values.below(10) : 0;
        int fragment = fragment();
        int protocol = protocol(ICMP4);
        frame.u8(0x45 + options).u8(values.chance(70) ? 0 : values.u8()).u16(0).u16(values.u16());
        frame.u16(fragment)
                .u8(values.chance(60) ? 64 : values.u8())
                .u8(protocol)
                .u16(0);
        frame.u32(values.address4()).u32(values.address4());
        for (int i = 0; i < options; i++) {
            frame.u32(values.chance(50) ? 0x01010101L : values.u32());
        }
        int header = frame.position() - start;
        transport(frame, protocol, start + 12, 8, (fragment & 0x3fff) == 0, depth);
        frame.u16At(start + 2, frame.position() - start);
        frame.checksum(start, header, start + 10, 0);
    }

    /** Flags and offset of IPv4's: mostly none, often one that the dictionary names. */
    private int fragment() {
        if (values.chance(75)) {
            return values.chance(50) ? 0 : 0x4000;
        }
        int offset = values.chance(70) ? values.u16() & 0x1fff : values.below(186);
        return (values.chance(50) ? 0x2000 : 0) | (values.chance(20) ? 0 : offset);
    }

    private void ip6(FrameBuilder frame, int depth) {
        int start = frame.position();
        int protocol = protocol(ICMP6);
        int extensions = values.chance(25) ? 1 + values.below(3) : 0;
        int[] chain = new int[extensions + 1];
        for (int i = 0; i < extensions; i++) {
            chain[i] = EXTENSIONS[values.below(EXTENSIONS.length)];
        }
        chain[extensions] = protocol;
        frame.u32(0x60000000L | (values.chance(80) ? 0 : values.u32() & 0xfffffffL))
                .u16(0)
                .u8(chain[0]);
        frame.u8(values.chance(60) ? 64 : values.u8());
        frame.bytes(values.address6()).bytes(values.address6());
        boolean whole = true;
        for (int i = 0; i < extensions; i++) {
            if (chain[i] == FRAGMENT) {
                int fragment = values.chance(70) ? values.u16() & 0xfff9 : values.below(2);
                frame.u8(chain[i + 1]).u8(0).u16(fragment).u32(values.u32());
                whole = false;
            } else {
                frame.u8(chain[i + 1]).u8(0).u16(0x0104).u32(0);
            }
        }
        transport(frame, protocol, start + 8, 32, whole, depth);
        frame.u16At(start + 4, frame.position() - start - 40);
    }

    private int protocol(int icmp) {
        int kind = values.below(100);
        if (kind < 42) {
            return TCP;
        } else if (kind < 78) {
            return UDP;
        } else if (kind < 86) {
            return icmp;
        }
        return kind < 93 ? new int[] {4, 41, GRE}[values.below(3)] : values.u8();
    }

    private void transport(
            FrameBuilder frame, int protocol, int addresses, int addressesLength, boolean whole, int depth) {
        int start = frame.position();
        if (protocol == TCP) {
            tcp(frame);
        } else if (protocol == UDP) {
            frame.u16(values.port()).u16(values.port()).u16(0).u16(0);
            payload(frame);
            frame.u16At(start + 4, frame.position() - start);
        } else if (protocol == ICMP4 || protocol == ICMP6) {
            frame.u8(values.chance(50) ? new int[] {0, 8, 128, 129, 135, 136}[values.below(6)] : values.u8());
            frame.u8(values.chance(70) ? 0 : values.u8()).u16(0).u32(values.u32());
            payload(frame);
        } else {
            other(frame, protocol, depth);
        }
        int length = frame.position() - start;
        int field = protocol == TCP ? 16 : protocol == UDP ? 6 : 2;
        boolean sums = protocol == TCP || protocol == UDP || protocol == ICMP4 || protocol == ICMP6;
        if (whole && sums) {
            long extra = protocol == ICMP4 ? 0 : frame.pseudoHeader(addresses, addressesLength, protocol, length);
            frame.checksum(start, length, start + field, extra);
        }
    }

    private void tcp(FrameBuilder frame) {
        int options = values.chance(20) ? 1 + values.below(10) : 0;
        int flags = values.chance(60) ? FLAGS[values.below(FLAGS.length)] : values.u8();
        frame.u16(values.port()).u16(values.port()).u32(values.u32()).u32(values.u32());
        frame.u8(5 + options << 4).u8(flags).u16(values.u16()).u16(0);
        frame.u16(values.chance(90) ? 0 : values.u16());
        for (int i = 0; i < options; i++) {
            frame.u32(i == 0 && values.chance(50) ? 0x02040000L | values.u16() : 0x01010101L);
        }
        payload(frame);
    }

    private void other(FrameBuilder frame, int protocol, int depth) {
        if (depth > 0) {
            payload(frame);
        } else if (protocol == 4) {
            ip4(frame, 1);
        } else if (protocol == 41) {
            ip6(frame, 1);
        } else if (protocol == GRE) {
            boolean four = values.chance(50);
            frame.u16(0).u16(four ? IP4 : IP6);
            if (four) {
                ip4(frame, 1);
            } else {
                ip6(frame, 1);
            }
        } else {
            payload(frame);
        }
    }

    private void payload(FrameBuilder frame) {
        int kind = values.below(100);
        int length = values.below(17);
        if (kind < 20) {
            length = Math.max(0, LENGTHS[values.below(LENGTHS.length)] - frame.position());
        } else if (kind < 30) {
            length = values.below(200);
        }
        frame.bytes(values.chance(50) ? new byte[length] : values.bytes(length));
    }
}
