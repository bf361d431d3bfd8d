package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.EOFException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Capture files through pcap4j's binding of libpcap. The one class here that loads JNA, so that building and rendering
 * packets works where libpcap is missing.
 */
final class CaptureFiles {

    /** What tcpdump takes as the longest packet; longer than any that a test run gives. */
    private static final int LONGEST_PACKET = 262_144;

    private CaptureFiles() {}

    static List<byte[]> read(Path file) {
        List<byte[]> frames = new ArrayList<>();
        try (PcapHandle handle = Pcaps.openOffline(file.toString())) {
            if (!DataLinkType.EN10MB.equals(handle.getDlt())) {
                throw otherLinkType(file, handle.getDlt());
            }
            readAll(handle, frames);
        } catch (PcapNativeException | TimeoutException | NotOpenException e) {
            throw damaged(file, frames.size(), e);
        } catch (LinkageError e) {
            throw withoutLibrary(e);
        }
        return frames;
    }

    static void write(Path file, List<byte[]> frames) {
        try (PcapHandle handle = Pcaps.openDead(DataLinkType.EN10MB, LONGEST_PACKET);
                PcapDumper dumper = handle.dumpOpen(file.toString())) {
            Timestamp now = new Timestamp(System.currentTimeMillis());
            for (byte[] frame : frames) {
                dumper.dumpRaw(frame, now);
            }
            // A dump reports no error, such as a full disk; only a flush does.
            dumper.flush();
        } catch (PcapNativeException | NotOpenException e) {
            throw Captures.notWritten(file, e);
        } catch (LinkageError e) {
            throw withoutLibrary(e);
        }
    }

    private static void readAll(PcapHandle handle, List<byte[]> frames)
            throws PcapNativeException, TimeoutException, NotOpenException {
        try {
            while (true) {
                frames.add(handle.getNextRawPacketEx());
            }
        } catch (EOFException e) {
            // how pcap4j says that all packets were read
        }
    }

    private static PacketException otherLinkType(Path file, DataLinkType found) {
        return new PacketException(new Problem(
                "The capture " + file + " holds no Ethernet frames",
                "link type " + found.value() + " (" + found.name() + ")",
                "link type 1 (Ethernet)",
                "capture on an Ethernet interface, not on \"any\" or a tunnel"));
    }

    private static PacketException damaged(Path file, int before, Exception cause) {
        return new PacketException(
                new Problem(
                        "The capture " + file + " cannot be read",
                        cause.getMessage() + ", after " + before + (before == 1 ? " packet" : " packets"),
                        "a whole .pcap or .pcapng file",
                        "capture it again, or repair it with a tool such as pcapfix"),
                cause);
    }

    private static ToolMissingException withoutLibrary(LinkageError cause) {
        return new ToolMissingException(
                new Problem(
                        "libpcap is needed to read and write captures and cannot be loaded",
                        String.valueOf(cause.getMessage()),
                        "libpcap 1.5 or newer where the dynamic linker looks for libraries",
                        "install it: apt-get install libpcap0.8 (Debian, Ubuntu), dnf install libpcap (Fedora)"),
                cause);
    }
}
