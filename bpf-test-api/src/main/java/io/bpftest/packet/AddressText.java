package io.bpftest.packet;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Writes addresses. */
final class AddressText {

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern ZEROS_INSIDE = Pattern.compile("(?<=:)00(?::00)+(?=:)");
    private static final int GROUPS = 8;

    private AddressText() {}

    static String mac(byte[] address) {
        StringBuilder text = new StringBuilder(17);
        for (byte b : address) {
            text.append(text.isEmpty() ? "" : ":").append(HEX.toHexDigits(b));
        }
        return text.toString();
    }

    /** Shortens the zeros inside a MAC address, 02:..:01; with six bytes it stays clear how many there are. */
    static String brief(String mac) {
        return ZEROS_INSIDE.matcher(mac).replaceFirst("..");
    }

    /** Writes an IPv4 address of 4 bytes, or an IPv6 address of 16 in the form of RFC 5952. */
    static String ip(byte[] address) {
        return address.length == 4 ? ip4(address) : ip6(address);
    }

    private static String ip4(byte[] a) {
        return (a[0] & 0xff) + "." + (a[1] & 0xff) + "." + (a[2] & 0xff) + "." + (a[3] & 0xff);
    }

    private static String ip6(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
        }
        int start = longestZeros(groups);
        if (start == 0 && zerosAt(groups, 0) == 5 && groups[5] == 0xffff) {
            return "::ffff:" + ip4(Arrays.copyOfRange(address, 12, 16));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; ) {
            if (i == start) {
                text.append("::");
                i += zerosAt(groups, i);
            } else {
                boolean separated = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(separated ? "" : ":").append(Integer.toHexString(groups[i++]));
            }
        }
        return text.toString();
    }

    /** Where the first of the longest runs of two or more zero groups starts, or -1. */
    private static int longestZeros(int[] groups) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zerosAt(groups, i);
            if (length > longest) {
                longest = length;
                start = i;
            }
        }
        return start;
    }

    private static int zerosAt(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }
}
