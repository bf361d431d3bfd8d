package io.bpftest.engine.pcap;

import io.bpftest.engine.ffi.LibPcap;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.CaptureDamagedException;
import io.bpftest.error.PacketException;
import io.bpftest.packet.LinkType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture, one packet at a time, in native memory that libpcap owns; what is no frame of Ethernet becomes one. For one
 * thread.
 */
public final class CaptureInput implements AutoCloseable {

    /** {@code PCAP_TSTAMP_PRECISION_NANO}: times of either precision come in nanoseconds. */
    private static final int NANOSECONDS = 1;

    /** {@code PCAP_ERRBUF_SIZE}. */
    private static final int ERROR_SIZE = 256;

    /** What {@code pcap_next_ex} gives at the end of a file, {@code PCAP_ERROR_BREAK}. */
    private static final int END = -2;

    // struct pcap_pkthdr, with a time of two words
    private static final int FRACTION = 8;
    private static final int CAPTURED = 16;
    private static final int ON_THE_WIRE = 20;

    private final LibPcap libpcap = Native.libpcap();
    private final Path file;
    private final ByteBuffer pointers = NativeMemory.allocate(2 * Long.BYTES);
    private final long headerPointer = NativeMemory.address(pointers);
    private final LinkType linkType;
    private final @Nullable PacketFilter filter;
    private long capture;
    private long header;
    private long data;
    private long number;
    private @Nullable ByteBuffer converted;

    /**
     * Opens a capture.
     *
     * @param expression a filter in libpcap's syntax, empty for all packets
     * @throws CaptureDamagedException if it is no capture, or its header is damaged
     * @throws PacketException if its packets cannot be made frames of Ethernet, or the filter is none
     */
    public CaptureInput(Path file, String expression) {
        this.file = file;
        this.capture = open(file);
        try {
            int number = libpcap.pcap_datalink(capture);
            this.linkType = LinkType.of(number)
                    .orElseThrow(() ->
                            CaptureProblem.otherLinkType(file, number, libpcap.pcap_datalink_val_to_name(number)));
            this.filter = expression.isBlank() ? null : new PacketFilter(capture, file, expression);
        } catch (RuntimeException e) {
            libpcap.pcap_close(capture);
            throw e;
        }
    }

    private long open(Path file) {
        ByteBuffer errors = NativeMemory.allocate(ERROR_SIZE);
        long opened = libpcap.pcap_open_offline_with_tstamp_precision(
                file.toString(), NANOSECONDS, NativeMemory.address(errors));
        if (opened == 0) {
            throw CaptureProblem.damaged(file, NativeMemory.getString(NativeMemory.address(errors)), 0, 0);
        }
        return opened;
    }

    /**
     * Goes to the next packet that the filter takes.
     *
     * @return whether there is one
     * @throws CaptureDamagedException if the file is damaged there
     */
    public boolean next() {
        boolean read;
        do {
            read = readOne();
        } while (read && filter != null && !filter.takes(header, data));
        return read;
    }

    private boolean readOne() {
        int result = libpcap.pcap_next_ex(capture, headerPointer, headerPointer + Long.BYTES);
        if (result == END) {
            return false;
        } else if (result < 0) {
            String said = String.valueOf(libpcap.pcap_geterr(capture));
            throw CaptureProblem.damaged(file, said, number + 1, offsetBehind(number));
        }
        number++;
        header = NativeMemory.getLong(headerPointer);
        data = NativeMemory.getLong(headerPointer + Long.BYTES);
        return true;
    }

    /** The packet's number in the file, from 1, whatever the filter leaves out. */
    public long number() {
        return number;
    }

    /** When it was captured, in nanoseconds since 1970. */
    public long nanos() {
        return NativeMemory.getLong(header) * 1_000_000_000L + NativeMemory.getLong(header + FRACTION);
    }

    /** How many of its bytes were not captured. */
    public int missing() {
        return Math.max(0, NativeMemory.getInt(header + ON_THE_WIRE) - NativeMemory.getInt(header + CAPTURED));
    }

    /** How long the frame is. */
    public int length() {
        return linkType.frameLength(NativeMemory.getInt(header + CAPTURED));
    }

    /** Where the frame is, until the next one is read. */
    public long address() {
        return linkType == LinkType.ETHERNET ? data : convert();
    }

    /** What the file's packets begin with. */
    public LinkType linkType() {
        return linkType;
    }

    private long convert() {
        ByteBuffer frame = converted;
        if (frame == null || frame.capacity() < length()) {
            frame = ByteBuffer.allocateDirect(Math.max(2 * length(), 2048));
            converted = frame;
        }
        byte[] captured = NativeMemory.getBytes(data, NativeMemory.getInt(header + CAPTURED));
        linkType.frame(ByteBuffer.wrap(captured), frame);
        return NativeMemory.address(frame);
    }

    /** Reads the file once more up to a packet; libpcap tells no offsets, but reads through a file of the C library. */
    private long offsetBehind(long packets) {
        long again = open(file);
        try {
            for (long i = 0; i < packets; i++) {
                libpcap.pcap_next_ex(again, headerPointer, headerPointer + Long.BYTES);
            }
            return Native.libc().ftell(libpcap.pcap_file(again));
        } finally {
            libpcap.pcap_close(again);
        }
    }

    /** Frees what libpcap holds. May be called more than once. */
    @Override
    public void close() {
        if (capture != 0) {
            if (filter != null) {
                filter.close();
            }
            libpcap.pcap_close(capture);
            capture = 0;
        }
    }
}
