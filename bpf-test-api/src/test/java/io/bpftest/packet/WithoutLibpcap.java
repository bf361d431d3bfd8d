package io.bpftest.packet;

import io.bpftest.error.ToolMissingException;
import java.nio.file.Path;
import java.util.List;

/** What {@link WithoutLibpcapTest} runs in a JVM that finds no libpcap; its only argument is a file to write. */
final class WithoutLibpcap {

    static final String MARK = "-- captures from here on --";

    private WithoutLibpcap() {}

    public static void main(String[] arguments) {
        byte[] frame = Packets.udp4("203.0.113.7", 4000, "198.51.100.1", 53).bytes();
        System.out.println(PacketText.summary(PacketParser.parse(frame).getRawData()));
        System.out.println(MARK);
        // Twice, since the JVM reports a class that failed to load differently the second time.
        for (int i = 0; i < 2; i++) {
            try {
                Captures.write(Path.of(arguments[0]), List.of(frame));
            } catch (ToolMissingException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
