package io.bpftest.packet;

import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UnknownPacket;

/** Turns bytes into pcap4j's packets. */
public final class PacketParser {

    private PacketParser() {}

    /** Dissects a frame from its Ethernet header on; bytes that are no frame come back as one unknown packet. */
    public static Packet parse(byte[] frame) {
        if (frame.length == 0) {
            return UnknownPacket.newPacket(frame, 0, 0);
        }
        try {
            return EthernetPacket.newPacket(frame, 0, frame.length);
        } catch (IllegalRawDataException e) {
            return UnknownPacket.newPacket(frame, 0, frame.length);
        }
    }
}
