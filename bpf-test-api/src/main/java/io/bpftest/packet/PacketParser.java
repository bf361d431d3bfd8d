package io.bpftest.packet;

import java.util.Arrays;
import java.util.Objects;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.factory.PacketFactories;
import org.pcap4j.packet.namednumber.EtherType;

/** Turns bytes into pcap4j's packets. */
public final class PacketParser {

    static {
        PcapLogging.settle();
        findFactories();
    }

    private PacketParser() {}

    /**
     * Dissects a frame from its Ethernet header on. Bytes that are no frame, or that pcap4j cannot dissect, come back
     * as one unknown packet; a part that is damaged comes back as pcap4j's unknown or illegal packet. Takes a copy.
     */
    public static Packet parse(byte[] frame) {
        try {
            return EthernetPacket.newPacket(frame, 0, frame.length);
        } catch (IllegalRawDataException | RuntimeException e) {
            // Unchecked ones come from an empty array, and where pcap4j's dissectors stumble over damaged headers.
            // The builder, unlike the factory method, takes no bytes at all too.
            return new UnknownPacket.Builder().rawData(frame).build();
        }
    }

    /**
     * Dissects a frame so that the packet's raw data are the frame's bytes; otherwise as {@link #parse}. pcap4j writes some
     * damaged headers otherwise than it read them, or not at all: what follows the Ethernet header is one unknown
     * packet then.
     */
    public static Packet exactly(byte[] frame) {
        Packet parsed = parse(frame);
        try {
            if (Arrays.equals(parsed.getRawData(), frame)) {
                return parsed;
            }
        } catch (RuntimeException e) {
            // It stumbles where it stumbled not when it read.
        }
        return DamagedPacket.of(frame);
    }

    /**
     * Has pcap4j look for its dissectors where its own classes are. It looks once per JVM, with the class loader of the
     * thread that comes first; one that does not see them would make every packet unknown from then on.
     */
    private static void findFactories() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PacketParser.class.getClassLoader());
        try {
            Object found = PacketFactories.getFactory(Packet.class, EtherType.class);
            Objects.requireNonNull(found);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
