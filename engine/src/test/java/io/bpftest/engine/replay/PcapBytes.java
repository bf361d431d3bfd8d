package io.bpftest.engine.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Captures byte by byte, as draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng describe them. */
final class PcapBytes {

    static final int FILE_HEADER = 24;
    static final int PACKET_HEADER = 16;

    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    private final ByteOrder order;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean next;

    private PcapBytes(ByteOrder order, boolean next) {
        this.order = order;
        this.next = next;
    }

    static PcapBytes pcap(int linkType) {
        return pcap(ByteOrder.LITTLE_ENDIAN, false, linkType);
    }

    static PcapBytes pcap(ByteOrder order, boolean nanoseconds, int linkType) {
        PcapBytes capture = new PcapBytes(order, false);
        capture.add(20 + 4, buffer -> buffer.putInt(nanoseconds ? NANOSECONDS : MICROSECONDS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(262_144)
                .putInt(linkType));
        return capture;
    }

    static PcapBytes pcapng() {
        PcapBytes capture = new PcapBytes(ByteOrder.LITTLE_ENDIAN, true);
        capture.add(28, buffer -> buffer.putInt(0x0a0d0d0a)
                .putInt(28)
                .putInt(0x1a2b3c4d)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1)
                .putInt(28));
        capture.add(20, buffer -> buffer.putInt(1)
                .putInt(20)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .putInt(20));
        return capture;
    }

    /** Adds a packet, whole. */
    PcapBytes packet(int seconds, int fraction, byte[] packet) {
        return packet(seconds, fraction, packet, packet.length);
    }

    /** Adds a packet that had another length on the wire. */
    PcapBytes packet(int seconds, int fraction, byte[] packet, int wireLength) {
        if (!next) {
            add(PACKET_HEADER + packet.length, buffer -> buffer.putInt(seconds)
                    .putInt(fraction)
                    .putInt(packet.length)
                    .putInt(wireLength)
                    .put(packet));
            return this;
        }
        int padded = (packet.length + 3) & -4;
        long time = seconds * 1_000_000L + fraction;
        add(32 + padded, buffer -> buffer.putInt(6)
                .putInt(32 + padded)
                .putInt(0)
                .putInt((int) (time >>> 32))
                .putInt((int) time)
                .putInt(packet.length)
                .putInt(wireLength)
                .put(packet)
                .putInt(28 + padded, 32 + padded));
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Path in(Path folder, String name) {
        try {
            return Files.write(folder.resolve(name), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Content {
        ByteBuffer into(ByteBuffer buffer);
    }

    private void add(int size, Content content) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
        content.into(buffer);
        bytes.writeBytes(buffer.array());
    }
}
