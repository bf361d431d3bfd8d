package io.bpftest.packet;

import io.bpftest.error.FileMissingException;
import io.bpftest.error.MachineException;
import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pcap4j.packet.Packet;

/**
 * Reads and writes capture files of Ethernet frames through libpcap, which only these methods need.
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
     * @throws PacketException if it is damaged, no capture, or not of Ethernet frames
     */
    public static List<Packet> read(Path capture) {
        return readBytes(capture).stream().map(PacketParser::parse).toList();
    }

    /**
     * Reads a .pcap file (or .pcapng, as far as libpcap takes it) into the frames' bytes.
     *
     * @return the frames in the order of the file; as short as they were captured
     * @throws FileMissingException if there is no such file
     * @throws PacketException if it is damaged, no capture, or not of Ethernet frames
     */
    public static List<byte[]> readBytes(Path capture) {
        Path file = capture.toAbsolutePath();
        if (!Files.exists(file)) {
            throw new FileMissingException(new Problem(
                    "There is no capture " + capture,
                    "no file " + file,
                    "a .pcap or .pcapng file",
                    "check the path; a relative one starts at the JVM's working directory"));
        }
        return CaptureFiles.read(file);
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
