package io.bpftest.packet;

import java.net.InetAddress;
import java.util.List;

/**
 * Renders frames for failure texts; the one place that does.
 *
 * <p>Never fails, whatever the bytes: what is no proper header, or is cut short, is shown as bytes with the reason.
 */
public final class PacketText {

    private PacketText() {}

    /**
     * Gives a frame in one line, header by header:
     * {@code eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload}.
     *
     * @param frame the bytes from the Ethernet header on
     */
    public static String summary(byte[] frame) {
        return Dissection.of(frame).summary();
    }

    /**
     * Gives each header of a frame with all its fields. The headers, payload and trailer included, lie one behind the
     * other and cover every byte of the frame.
     *
     * @param frame the bytes from the Ethernet header on
     */
    public static List<HeaderText> headers(byte[] frame) {
        return Dissection.of(frame).headers();
    }

    /** Gives an IPv4 address, or an IPv6 address in its short form ({@code 2001:db8::1}, RFC 5952). */
    public static String address(InetAddress address) {
        return AddressText.ip(address.getAddress());
    }

    /**
     * Gives the lines of two byte arrays that differ, 16 bytes each with their offset: {@code -} from the first, {@code
     * +} from the second, {@code ^^} under each changed byte; lines that are equal in both are counted instead. Lines
     * are separated by {@code \n}; the text of equal arrays is only that count.
     */
    public static String hex(byte[] before, byte[] after) {
        return HexText.difference(before, after);
    }
}
