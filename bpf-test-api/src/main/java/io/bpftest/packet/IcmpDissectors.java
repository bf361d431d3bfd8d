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
                IcmpV4Type.getInstance(type),
                IcmpV4Code.getInstance(type, (byte) frame.u8(1)),
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
                NumberText.name(IcmpV6Type.getInstance(type), ""),
                echo,
                IcmpV6Type.getInstance(type),
                IcmpV6Code.getInstance(type, (byte) frame.u8(1)),
                TransportChecksum.of(frame, CHECKSUM, frame.left(), frame.addresses()));
    }

    private static @Nullable Dissector message(
            Dissection frame,
            String name,
            String kind,
            boolean echo,
            NamedNumber<?, ?> type,
            NamedNumber<?, ?> code,
            TransportChecksum checksum) {
        boolean plainEcho = echo && frame.u8(1) == 0;
        String text = name + " " + (kind.isEmpty() ? "type " + frame.u8(0) : kind)
                + (plainEcho
                        ? " id " + frame.u16(4) + " seq " + frame.u16(6)
                        : " code " + NumberText.named(frame.u8(1), code).toLowerCase(Locale.ROOT))
                + checksum.complaint();
        Dissection common = frame.field("type", NumberText.named(frame.u8(0), type))
                .field("code", NumberText.named(frame.u8(1), code))
                .field("checksum", checksum.text());
        Dissection all = echo
                ? common.field("identifier", frame.u16(4)).field("sequence", frame.u16(6))
                : common.field("rest of header", String.format("0x%08x", frame.u32(4)));
        all.header(name, IcmpMessage.LENGTH, text);
        return null;
    }
}
