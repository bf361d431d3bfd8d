package io.bpftest.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Draws packets that are like others, but for some bytes, a length, or an end. */
final class MutatedPackets {

    static final int ETHERNET_HEADER = 14;

    /** Lengths at which headers end, and what is next to them. */
    private static final int[] ENDS = {14, 15, 18, 22, 33, 34, 35, 41, 42, 53, 54, 55, 60, 62, 64, 74, 1500, 1514};

    private final List<byte[]> corpus;
    private final DrawnValues values;

    MutatedPackets(List<byte[]> corpus, DrawnValues values) {
        this.corpus = corpus;
        this.values = values;
    }

    /** Changes a packet of the corpus in one to four places. */
    byte[] next() {
        byte[] packet = corpus.get(values.below(corpus.size())).clone();
        int changes = 1 + values.below(4);
        for (int i = 0; i < changes; i++) {
            packet = changed(packet);
        }
        return values.chance(70) ? PacketRepair.repaired(packet) : packet;
    }

    /** Damages any packet: what a sound one never shows. */
    byte[] damaged(byte[] packet) {
        return values.chance(50) ? ended(packet) : changed(packet.clone());
    }

    private byte[] changed(byte[] packet) {
        int kind = values.below(100);
        if (kind < 10 || packet.length <= ETHERNET_HEADER) {
            return ended(packet);
        }
        int end = Math.min(packet.length, values.chance(85) ? 78 : packet.length);
        int at = values.chance(10) ? values.below(end) : ETHERNET_HEADER + values.below(Math.max(1, end - 14));
        at = Math.min(at, packet.length - 1);
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        if (kind < 30) {
            packet[at] ^= (byte) (1 << values.below(8));
        } else if (kind < 45) {
            packet[at] = (byte) values.u8();
        } else if (kind < 75 && packet.length >= 2) {
            bytes.putShort(Math.min(at & ~1, packet.length - 2), (short) values.u16());
        } else if (packet.length >= 4) {
            bytes.putInt(Math.min(at & ~1, packet.length - 4), (int) values.u32());
        }
        return packet;
    }

    private byte[] ended(byte[] packet) {
        int length = values.chance(60)
                ? ENDS[values.below(ENDS.length)]
                : ETHERNET_HEADER + values.below(packet.length + 16);
        byte[] ended = Arrays.copyOf(packet, length);
        return ended;
    }
}
