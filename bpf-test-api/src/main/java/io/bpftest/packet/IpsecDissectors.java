package io.bpftest.packet;

import org.jspecify.annotations.Nullable;

/** Reads the headers of ESP and AH. */
final class IpsecDissectors {

    private static final int ESP_LENGTH = 8;
    private static final int AH_LENGTH = 12;

    private IpsecDissectors() {}

    static @Nullable Dissector esp(Dissection frame) {
        if (frame.left() < ESP_LENGTH) {
            return frame.cutShort("esp");
        }
        String spi = spi(frame.u32(0));
        frame.field("spi", spi)
                .field("sequence", frame.u32(4))
                .header("esp", ESP_LENGTH, "esp spi " + spi + " seq " + frame.u32(4));
        return null;
    }

    static @Nullable Dissector ah(Dissection frame) {
        if (frame.left() < AH_LENGTH) {
            return frame.cutShort("ah");
        }
        int next = frame.u8(0);
        int length = (frame.u8(1) + 2) * 4;
        if (length < AH_LENGTH) {
            return frame.malformed("ah header length " + length);
        }
        if (length > frame.left()) {
            return frame.cutShort("ah");
        }
        String spi = spi(frame.u32(4));
        frame.field("next header", NumberText.protocol(next))
                .field("header length", length)
                .field("reserved", NumberText.hex(frame.u16(2), 4))
                .field("spi", spi)
                .field("sequence", frame.u32(8))
                .field("check", HexText.run(frame.bytes(AH_LENGTH, length - AH_LENGTH)))
                .header("ah", length, "ah spi " + spi + " seq " + frame.u32(8) + Ip6Dissector.unread(next));
        return Ip6ExtensionDissectors.following(frame, next);
    }

    private static String spi(long spi) {
        return String.format("0x%08x", spi);
    }
}
