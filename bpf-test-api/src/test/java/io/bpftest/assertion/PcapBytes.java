package io.bpftest.assertion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the packets of a .pcap file by the format's description, without the code that wrote it. */
final class PcapBytes {

    private static final int FILE_HEADER = 24;

    private PcapBytes() {}

    static List<byte[]> read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            boolean bigEndian = bytes.get(0) == (byte) 0xa1;
            bytes.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                    .position(FILE_HEADER);
            List<byte[]> packets = new ArrayList<>();
            while (bytes.hasRemaining()) {
                bytes.getLong();
                byte[] packet = new byte[bytes.getInt()];
                bytes.getInt();
                bytes.get(packet);
                packets.add(packet);
            }
            return packets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
