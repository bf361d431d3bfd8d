package io.bpftest.program;

import java.util.Locale;

/**
 * What became of one packet of a capture.
 *
 * @param number its place in the file, from 1, as tcpdump and Wireshark count
 * @param nanos when it was captured, in nanoseconds since 1970
 * @param length how long it went in as a frame of Ethernet, in bytes
 * @param protocol what it carries, such as {@code ip4 tcp}, {@code arp}, {@code ip6 udp} or {@code type 0x88b5}
 * @param outcome the program's return value in the words of its type, such as {@code XDP_DROP}; {@code not run} with the
 *     kernel's reason where the kernel does not take such a packet
 * @param verdict the outcome without figures, to count by: a socket filter's {@code 60 (accept)} is {@code accept}
 * @param ran whether the program ran on it
 * @param output what came out: {@code =} for the packet as it went in, its length and checksum (CRC-32C) such as {@code
 *     98:1a2b3c4d} where it is another, {@code -} where nothing did
 */
public record ReplayedPacket(
        long number,
        long nanos,
        int length,
        String protocol,
        String outcome,
        String verdict,
        boolean ran,
        String output) {

    /** The output of a packet that came out as it went in. */
    public static final String UNCHANGED = "=";

    /** The output where nothing came out. */
    public static final String NOTHING = "-";

    /** Gives the output of a packet that came out as another. */
    public static String changed(int length, int checksum) {
        return length + ":" + String.format(Locale.ROOT, "%08x", checksum);
    }

    /** Tells whether the program changed the packet. */
    public boolean isChanged() {
        return !output.equals(UNCHANGED) && !output.equals(NOTHING);
    }
}
