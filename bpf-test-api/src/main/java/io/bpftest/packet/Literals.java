package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pcap4j.util.MacAddress;

/** Reads addresses that are written out; never asks a name server. */
final class Literals {

    private static final Pattern IP6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*");
    private static final int MAC_TEXT_LENGTH = 17;

    private Literals() {}

    static Inet4Address ip4(String text) {
        byte[] octets = octets(text);
        if (octets == null) {
            throw refused(text, "an IPv4 address", "four decimal numbers from 0 to 255, such as 203.0.113.7");
        }
        return ip4(octets);
    }

    static Inet4Address ip4(byte[] octets) {
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // four bytes are always an address
        }
    }

    static Inet6Address ip6(String text) {
        if (IP6.matcher(text).matches() && text.indexOf(':') >= 0) {
            try {
                // In brackets the JDK takes the text for a literal or refuses it, and never looks a name up.
                return asInet6(InetAddress.getByName("[" + text + "]"));
            } catch (UnknownHostException e) {
                // falls through to our own message
            }
        }
        throw refused(text, "an IPv6 address", "groups of hexadecimal digits without a scope, such as 2001:db8::7");
    }

    static MacAddress mac(String text) {
        byte[] bytes = new byte[MacAddress.SIZE_IN_BYTES];
        boolean fits = text.length() == MAC_TEXT_LENGTH;
        char separator = fits ? text.charAt(2) : ':';
        fits &= separator == ':' || separator == '-';
        for (int i = 0; fits && i < bytes.length; i++) {
            int high = hexDigit(text.charAt(i * 3));
            int low = hexDigit(text.charAt(i * 3 + 1));
            fits = high >= 0 && low >= 0 && (i == bytes.length - 1 || text.charAt(i * 3 + 2) == separator);
            bytes[i] = (byte) (high << 4 | low);
        }
        if (!fits) {
            throw refused(text, "a MAC address", "six pairs of hexadecimal digits, such as 02:00:00:00:00:01");
        }
        return MacAddress.getByAddress(bytes);
    }

    /** The JDK turns ::ffff:a.b.c.d into an IPv4 address; who writes it in a test means the IPv6 one. */
    private static Inet6Address asInet6(InetAddress address) throws UnknownHostException {
        if (address instanceof Inet6Address six) {
            return six;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(address.getAddress(), 0, mapped, 12, 4);
        return Inet6Address.getByAddress(null, mapped, -1);
    }

    private static byte @Nullable [] octets(String text) {
        byte[] octets = new byte[4];
        int at = 0;
        for (int i = 0; i < octets.length; i++) {
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < 3 && isDecimal(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            int digits = at - start;
            // A leading zero is octal to some tools and decimal to others.
            boolean number = digits == 1 || (digits > 1 && text.charAt(start) != '0');
            boolean ended =
                    i == octets.length - 1 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
            if (!number || !ended || value > FieldRange.BYTE) {
                return null;
            }
            octets[i] = (byte) value;
        }
        return octets;
    }

    private static boolean isDecimal(char c) {
        return c >= '0' && c <= '9';
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static PacketException refused(String text, String wanted, String required) {
        return new PacketException(new Problem(
                "\"" + text + "\" is not " + wanted,
                "\"" + text + "\"",
                required,
                "write the address itself; names are not looked up"));
    }
}
