package io.bpftest.map;

import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The key of an LPM trie: the first {@code length} bits of {@code data}.
 *
 * <p>Bits behind the length are zero, as in a network's address.
 *
 * @param length how many bits count, 0 to 8 times the bytes
 * @param data the bytes in network order, as many as the trie's key has behind its {@code prefixlen}
 */
public record Prefix(int length, byte[] data) {

    /** Clears the bits behind the length. */
    public Prefix {
        if (length < 0 || length > data.length * 8) {
            throw new ConversionException(new Problem(
                    "A prefix of " + length + " bits does not fit " + data.length + " bytes",
                    "length " + length,
                    "0 to " + data.length * 8,
                    "correct the length"));
        }
        data = data.clone();
        for (int bit = length; bit < data.length * 8; bit++) {
            data[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
    }

    /** Gives the whole address as a prefix: /32 for IPv4, /128 for IPv6. */
    public static Prefix of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Prefix(bytes.length * 8, bytes);
    }

    /**
     * Reads {@code "10.0.0.0/8"} or {@code "2001:db8::/32"}; without a slash the whole address counts.
     *
     * @throws ConversionException if the text is no such prefix
     */
    public static Prefix of(String cidr) {
        int slash = cidr.indexOf('/');
        String host = slash < 0 ? cidr : cidr.substring(0, slash);
        try {
            if (!host.matches("[0-9a-fA-F:.]+") || !host.matches(".*[:.].*")) {
                throw new UnknownHostException(host);
            }
            byte[] bytes = InetAddress.getByName(host).getAddress();
            int length = slash < 0 ? bytes.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
            return new Prefix(length, bytes);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new ConversionException(
                    new Problem(
                            "\"" + cidr + "\" is no prefix",
                            cidr,
                            "an IPv4 or IPv6 address, a slash and a number of bits",
                            "write it like 10.0.0.0/8 or 2001:db8::/32"),
                    e);
        }
    }

    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prefix prefix && length == prefix.length && Arrays.equals(data, prefix.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(data) + length;
    }

    @Override
    public String toString() {
        if (data.length == 4 || data.length == 16) {
            try {
                return InetAddress.getByAddress(data).getHostAddress() + "/" + length;
            } catch (UnknownHostException e) {
                throw new AssertionError("4 and 16 bytes are addresses", e);
            }
        }
        return java.util.HexFormat.ofDelimiter(":").formatHex(data) + "/" + length;
    }
}
