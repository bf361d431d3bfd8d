package io.bpftest.packet;

import io.bpftest.error.FileMissingException;
import io.bpftest.error.MachineException;
import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.file.TestModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pcap4j.packet.Packet;

/**
 * Reads and writes capture files through libpcap, which only these methods need. What they give are frames of Ethernet; packets
 * of other captures are made such ones where that can be ({@link LinkType}).
 *
 * <p>Every method throws {@link io.bpftest.error.ToolMissingException} if libpcap is not installed.
 */
public final class Captures {

    static {
        PcapLogging.settle();
    }

    private Captures() {}

    /**
     * Reads a .pcap file (or .pcapng, as far as libpcap takes it) into packets.
     *
     * @return the packets in the order of the file; as short as they were captured
     * @throws FileMissingException if there is no such file
     * @throws PacketException if it is damaged, no capture, or of packets that cannot be made frames of Ethernet
     */
    public static List<Packet> read(Path capture) {
        return readBytes(capture).stream().map(PacketParser::parse).toList();
    }

    /**
     * Reads a .pcap file (or .pcapng, as far as libpcap takes it) into the frames' bytes.
     *
     * @return the frames in the order of the file; as short as they were captured
     * @throws FileMissingException if there is no such file
     * @throws PacketException if it is damaged, no capture, or of packets that cannot be made frames of Ethernet
     */
    public static List<byte[]> readBytes(Path capture) {
        try (Stream<CapturedPacket> packets = stream(capture)) {
            return packets.map(CapturedPacket::bytes).toList();
        }
    }

    /**
     * Reads a capture that a test class names; otherwise as {@link #read(Path)}.
     *
     * @param testClass the class that names it: see {@link #find}
     * @param capture such as {@code dns.pcap}
     */
    public static List<Packet> read(Class<?> testClass, String capture) {
        return read(find(testClass, capture));
    }

    /**
     * Finds a capture by the rules for objects under test: in the test class's package on the class path, at the class
     * path's root, beside the test's source under {@code src/test/java}, under {@code src/test/bpf}, under {@code
     * src/main/bpf}, then as a path from the module's folder.
     *
     * @throws FileMissingException if it is in none of these places, which the message lists
     */
    public static Path find(Class<?> testClass, String capture) {
        return new TestModule(testClass).find("capture", capture);
    }

    /**
     * Reads a capture packet by packet, for one that need not be in memory as a whole; close the stream.
     *
     * @return the packets in the order of the file; those that were captured cut short say so. The stream throws
     *     PacketException where the file is damaged
     * @throws FileMissingException if there is no such file
     * @throws PacketException if it is no capture, or of packets that cannot be made frames of Ethernet
     */
    public static Stream<CapturedPacket> stream(Path capture) {
        return stream(capture, "");
    }

    /**
     * Reads those packets of a capture that a filter takes; otherwise as {@link #stream(Path)}.
     *
     * @param filter in libpcap's syntax, such as {@code udp port 53}; empty for all packets
     * @throws PacketException if libpcap does not take the filter
     */
    public static Stream<CapturedPacket> stream(Path capture, String filter) {
        Path file = capture.toAbsolutePath();
        if (!Files.exists(file)) {
            throw new FileMissingException(new Problem(
                    "There is no capture " + capture,
                    "no file " + file,
                    "a .pcap or .pcapng file",
                    "check the path; a relative one starts at the JVM's working directory"));
        }
        return CaptureFiles.stream(file, filter);
    }

    /**
     * Writes frames into a .pcap file, over one of that name; makes its folders.
     *
     * @param frames each from its Ethernet header on
     * @throws MachineException if the file cannot be written
     */
    public static void write(Path capture, List<byte[]> frames) {
        Path file = capture.toAbsolutePath();
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
        CaptureFiles.write(file, frames);
    }

    static MachineException notWritten(Path file, Exception cause) {
        return new MachineException(
                new Problem(
                        "The capture " + file + " cannot be written",
                        String.valueOf(cause.getMessage()),
                        "a folder that can be made and a file that can be written",
                        "check permissions and free space, or write elsewhere"),
                cause);
    }
}
