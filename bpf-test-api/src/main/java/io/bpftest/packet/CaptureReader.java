package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.io.EOFException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Reads a capture packet by packet through pcap4j's binding of libpcap; not for use by several threads at once. */
final class CaptureReader implements Iterator<CapturedPacket>, AutoCloseable {

    private final Path file;
    private final PcapHandle handle;
    private final LinkType linkType;
    private final @Nullable BpfProgram filter;
    private int read;
    private @Nullable CapturedPacket next;
    private boolean ended;

    /**
     * Opens a capture.
     *
     * @param expression a filter in libpcap's syntax, empty for all packets
     * @throws PacketException if it is no capture of Ethernet frames, or the filter is none
     */
    CaptureReader(Path file, String expression) {
        this.file = file;
        try {
            handle = Pcaps.openOffline(file.toString());
        } catch (PcapNativeException e) {
            throw damaged(e);
        }
        try {
            linkType = LinkType.of(handle.getDlt().value()).orElseThrow(() -> otherLinkType(handle.getDlt()));
            filter = expression.isBlank() ? null : compiled(expression);
        } catch (PacketException e) {
            handle.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            next = readOne();
        }
        return next != null;
    }

    @Override
    public CapturedPacket next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CapturedPacket packet = next;
        next = null;
        return java.util.Objects.requireNonNull(packet);
    }

    /** Frees what libpcap holds. May be called more than once. */
    @Override
    public void close() {
        ended = true;
        next = null;
        if (filter != null && !filter.isFreed()) {
            filter.free();
        }
        handle.close();
    }

    /** Reads a packet; none if the filter does not take it, or all were read. */
    private @Nullable CapturedPacket readOne() {
        try {
            byte[] bytes = handle.getNextRawPacketEx();
            Integer original = handle.getOriginalLength();
            int wireLength = original == null ? bytes.length : original;
            read++;
            return filter == null || filter.applyFilter(bytes, wireLength, bytes.length)
                    ? new CapturedPacket(read, linkType.frame(bytes), wireLength + linkType.growth())
                    : null;
        } catch (EOFException e) {
            ended = true; // how pcap4j says that all packets were read
            return null;
        } catch (PcapNativeException | TimeoutException | NotOpenException e) {
            throw damaged(e);
        }
    }

    private BpfProgram compiled(String expression) {
        try {
            return handle.compileFilter(expression, BpfCompileMode.OPTIMIZE, PcapFilter.NO_NETMASK);
        } catch (PcapNativeException | NotOpenException e) {
            throw PcapFilter.refused("The filter \"" + expression + "\" for the capture " + file + " is none", e);
        }
    }

    private PacketException otherLinkType(DataLinkType found) {
        return new PacketException(new Problem(
                "The packets of capture " + file + " cannot be made frames of Ethernet",
                "link type " + found.value() + " (" + found.name() + ")",
                "one of " + LinkType.all(),
                "capture on another interface, or convert the file with a tool such as editcap"));
    }

    private PacketException damaged(Exception cause) {
        return new PacketException(
                new Problem(
                        "The capture " + file + " cannot be read",
                        cause.getMessage() + ", after " + read + (read == 1 ? " packet" : " packets"),
                        "a whole .pcap or .pcapng file",
                        "capture it again, or repair it with a tool such as pcapfix"),
                cause);
    }
}
