package io.bpftest.packet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.namednumber.IcmpV4Code;
import org.pcap4j.packet.namednumber.IcmpV4Type;
import org.pcap4j.packet.namednumber.IcmpV6Code;
import org.pcap4j.packet.namednumber.IcmpV6Type;
import org.pcap4j.packet.namednumber.NamedNumber;

/** Reads the headers of ICMPv4 and ICMPv6 messages. */
final class IcmpDissectors {

    private static final int CHECKSUM = 2;
    private static final int IP6_LENGTH = 16;

    // Types of ICMPv4 with their codes, types of ICMPv6
    private static final int FRAGMENTATION_NEEDED = 3 << 8 | 4;
    private static final int REDIRECT = 5 << 8;
    private static final int PACKET_TOO_BIG = 2;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;

    private IcmpDissectors() {}

    static @Nullable Dissector icmp4(Dissection frame) {
        if (frame.left() < IcmpMessage.LENGTH) {
            return frame.cutShort("icmp");
        }
        Byte type = (byte) frame.u8(0);
        boolean echo = type == 8 || type == 0;
        return message(
                frame,
                "icmp",
                type == 8 ? "echo request" : NumberText.name(IcmpV4Type.getInstance(type), ""),
                echo,
                IcmpV4Code.getInstance(type, (byte) frame.u8(1)),
                detail4(frame),
                TransportChecksum.of(frame, CHECKSUM, frame.left(), null));
    }

    static @Nullable Dissector icmp6(Dissection frame) {
        if (frame.left() < IcmpMessage.LENGTH) {
            return frame.cutShort("icmp6");
        }
        Byte type = (byte) frame.u8(0);
        boolean echo = frame.u8(0) == 128 || frame.u8(0) == 129;
        return message(
                frame,
                "icmp6",
                kind6(frame.u8(0)),
                echo,
                IcmpV6Code.getInstance(type, (byte) frame.u8(1)),
                detail6(frame),
                TransportChecksum.of(frame, CHECKSUM, frame.left(), frame.addresses()));
    }

    private static @Nullable Dissector message(
            Dissection frame,
            String name,
            String kind,
            boolean echo,
            NamedNumber<?, ?> code,
            String detail,
            TransportChecksum checksum) {
        boolean plainEcho = echo && frame.u8(1) == 0;
        String text = name + " " + (kind.isEmpty() ? "type " + frame.u8(0) : kind)
                + (plainEcho ? " id " + frame.u16(4) + " seq " + frame.u16(6) : code(frame.u8(1), code) + detail)
                + checksum.complaint();
        Dissection common = frame.field("type", frame.u8(0) + (kind.isEmpty() ? "" : " (" + kind + ")"))
                .field("code", NumberText.named(frame.u8(1), code).toLowerCase(Locale.ROOT))
                .field("checksum", checksum.text());
        Dissection all = echo
                ? common.field("identifier", frame.u16(4)).field("sequence", frame.u16(6))
                : common.field("rest of header", String.format("0x%08x", frame.u32(4)));
        all.header(name, IcmpMessage.LENGTH, text);
        return null;
    }

    private static String kind6(int type) {
        return switch (type) {
            case 128 -> "echo request";
            case 129 -> "echo reply";
            default -> NumberText.name(IcmpV6Type.getInstance((byte) type), "");
        };
    }

    /** A code of 0 that has no name says nothing. */
    private static String code(int number, NamedNumber<?, ?> code) {
        String text = NumberText.named(number, code).toLowerCase(Locale.ROOT);
        return text.equals("0") ? "" : " code " + text;
    }

    /** What the rest of the header says where tcpdump tells it: the MTU of a path, the gateway of a redirect. */
    private static String detail4(Dissection frame) {
        return switch (frame.u8(0) << 8 | frame.u8(1)) {
            case FRAGMENTATION_NEEDED -> " mtu " + frame.u16(6);
            case REDIRECT, REDIRECT | 1, REDIRECT | 2, REDIRECT | 3 -> " to " + AddressText.ip(frame.bytes(4, 4));
            default -> "";
        };
    }

    /** As for ICMPv4; of neighbour discovery also whose address it is about, which stands behind the header. */
    private static String detail6(Dissection frame) {
        boolean target = frame.left() >= IcmpMessage.LENGTH + IP6_LENGTH;
        return switch (frame.u8(0)) {
            case PACKET_TOO_BIG -> " mtu " + frame.u32(4);
            case SOLICITATION -> target ? " who-has " + target(frame) : "";
            case ADVERTISEMENT -> target ? " for " + target(frame) : "";
            default -> "";
        };
    }

    private static String target(Dissection frame) {
        return AddressText.ip(frame.bytes(IcmpMessage.LENGTH, IP6_LENGTH));
    }
}
