package io.bpftest.packet;

import java.util.Arrays;
import org.pcap4j.packet.Packet;

/**
 * A packet of a capture file.
 *
 * @param number its place in the file, from 1, as tcpdump and Wireshark count, whatever a filter leaves out
 * @param bytes the frame from its Ethernet header on, as far as it was captured; not copied. Packets of captures without
 *     such headers got one ({@link LinkType})
 * @param wireLength how many bytes it had on the wire, from that header on
 */
public record CapturedPacket(int number, byte[] bytes, int wireLength) {

    /** Tells whether it was captured cut short, by a snap length that was less than its length. */
    public boolean isCutShort() {
        return bytes.length < wireLength;
    }

    /** The packet dissected by pcap4j; what it cannot dissect is payload. */
    public Packet packet() {
        return PacketParser.parse(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapturedPacket packet
                && number == packet.number
                && wireLength == packet.wireLength
                && Arrays.equals(bytes, packet.bytes);
    }

    @Override
    public int hashCode() {
        return (number * 31 + wireLength) * 31 + Arrays.hashCode(bytes);
    }

    /** Gives the packet in one line: {@code #3 eth 02:..:01 > 02:..:02 / ip4 ...}. */
    @Override
    public String toString() {
        String cut = isCutShort() ? " (" + bytes.length + " of " + wireLength + " B captured)" : "";
        return "#" + number + cut + " " + PacketText.summary(bytes);
    }
}
