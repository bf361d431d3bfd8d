package io.bpftest.samples.dnsonly;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** DNS messages about example.org. */
final class DnsMessages {

    static final int HEADER = 12;

    private static final int ANSWER = 0x8000;
    private static final byte[] NAME = "\7example\3org\0".getBytes(StandardCharsets.US_ASCII);

    private DnsMessages() {}

    static byte[] question() {
        return message(0x0100, 1, 0);
    }

    static byte[] answer() {
        return message(ANSWER, 1, 1);
    }

    /**
     * A message of any kind.
     *
     * @param flags the second word of the header
     */
    static byte[] message(int flags, int questions, int answers) {
        ByteBuffer message = ByteBuffer.allocate(512).putShort((short) 0x1234).putShort((short) flags);
        message.putShort((short) questions).putShort((short) answers).putInt(0);
        for (int i = 0; i < questions + answers; i++) {
            message.put(NAME).putShort((short) 1).putShort((short) 1);
        }
        if (answers > 0) {
            message.putInt(300).putShort((short) 4).put(new byte[] {(byte) 203, 0, 113, 7});
        }
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }
}
