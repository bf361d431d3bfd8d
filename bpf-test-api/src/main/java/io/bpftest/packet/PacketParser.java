package io.bpftest.packet;

import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UnknownPacket;

/** Turns bytes into pcap4j's packets. */
public final class PacketParser {

    private PacketParser() {}

    /**
     * Dissects a frame from its Ethernet header on. Bytes that are no frame, or that pcap4j cannot dissect, come back
     * as one unknown packet; a part that is damaged comes back as pcap4j's unknown or illegal packet. Takes a copy.
     */
    public static Packet parse(byte[] frame) {
        if (frame.length == 0) {
            return UnknownPacket.newPacket(frame, 0, 0);
        }
        try {
            return EthernetPacket.newPacket(frame, 0, frame.length);
        } catch (IllegalRawDataException | RuntimeException e) {
            // pcap4j's dissectors run into unchecked exceptions on some damaged headers
            return UnknownPacket.newPacket(frame, 0, frame.length);
        }
    }
}
