package io.bpftest.engine.junit;

import io.bpftest.engine.Golden;
import io.bpftest.packet.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Captures, whole and damaged, in the folder of the fixtures' package on the class path. */
final class CaptureFixtures {

    private static final String PACKAGE = CaptureFixtures.class.getPackageName().replace('.', '/');

    private CaptureFixtures() {}

    static Path file(String name) {
        return Golden.inModule("target/test-classes").resolve(PACKAGE).resolve(name);
    }

    /** A capture that ends within its last packet. */
    static void damaged(String name, byte[]... packets) throws IOException {
        Captures.write(file(name), List.of(packets));
        byte[] whole = Files.readAllBytes(file(name));
        Files.write(file(name), Arrays.copyOf(whole, whole.length - 1));
    }

    /** A capture of one packet, of which it has the first bytes (draft-ietf-opsawg-pcap). */
    static void cutShort(String name, byte[] packet, int length) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(24 + 16 + length);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(length)
                .putInt(1);
        file.putLong(0).putInt(length).putInt(packet.length).put(packet, 0, length);
        Files.write(file(name), file.array());
    }

    /** A capture in the format of Wireshark (draft-ietf-opsawg-pcapng): section, interface, then packets. */
    static void pcapng(String name, byte[]... packets) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(65536).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x0a0d0d0a)
                .putInt(28)
                .putInt(0x1a2b3c4d)
                .putShort((short) 1)
                .putShort((short) 0);
        file.putLong(-1).putInt(28);
        file.putInt(1)
                .putInt(20)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0)
                .putInt(20);
        for (byte[] packet : packets) {
            int padded = (packet.length + 3) / 4 * 4;
            file.putInt(6)
                    .putInt(32 + padded)
                    .putInt(0)
                    .putLong(0)
                    .putInt(packet.length)
                    .putInt(packet.length);
            file.put(Arrays.copyOf(packet, padded)).putInt(32 + padded);
        }
        Files.write(file(name), Arrays.copyOf(file.array(), file.position()));
    }
}
