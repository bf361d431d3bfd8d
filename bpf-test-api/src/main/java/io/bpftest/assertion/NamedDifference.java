package io.bpftest.assertion;

import java.util.function.Predicate;
import org.pcap4j.packet.Packet;

/** A difference that a test expects, and how often it was met. */
final class NamedDifference {

    private final String name;
    private final Predicate<? super Packet> packets;
    private long count;

    NamedDifference(String name, Predicate<? super Packet> packets) {
        this.name = name;
        this.packets = packets;
    }

    boolean isOf(Packet packet) {
        return packets.test(packet);
    }

    /** Counts a disagreement as this one. */
    void take() {
        count++;
    }

    long count() {
        return count;
    }

    @Override
    public String toString() {
        return "\"" + name + "\" " + count + (count == 1 ? " packet" : " packets");
    }
}
