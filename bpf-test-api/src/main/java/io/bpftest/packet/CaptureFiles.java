package io.bpftest.packet;

import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Capture files through pcap4j's binding of libpcap. The one class here, beside {@link CaptureReader} behind it, that
 * loads JNA, so that building and rendering packets works where libpcap is missing.
 */
final class CaptureFiles {

    /** What tcpdump takes as the longest packet; longer than any that a test run gives. */
    private static final int LONGEST_PACKET = 262_144;

    private CaptureFiles() {}

    static Stream<CapturedPacket> stream(Path file, String filter) {
        try {
            CaptureReader reader = new CaptureReader(file, filter);
            Spliterator<CapturedPacket> packets =
                    Spliterators.spliteratorUnknownSize(reader, Spliterator.ORDERED | Spliterator.NONNULL);
            return StreamSupport.stream(packets, false).onClose(reader::close);
        } catch (LinkageError e) {
            throw withoutLibrary(e);
        }
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

    static ToolMissingException withoutLibrary(LinkageError cause) {
        return new ToolMissingException(
                new Problem(
                        "libpcap is needed to read and write captures and cannot be loaded",
                        String.valueOf(cause.getMessage()),
                        "libpcap 1.5 or newer where the dynamic linker looks for libraries",
                        "install it: apt-get install libpcap0.8 (Debian, Ubuntu), dnf install libpcap (Fedora)"),
                cause);
    }
}
