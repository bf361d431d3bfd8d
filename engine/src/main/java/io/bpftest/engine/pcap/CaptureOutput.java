package io.bpftest.engine.pcap;

import io.bpftest.engine.ffi.LibPcap;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes frames of Ethernet into a .pcap file with times in nanoseconds. For one thread. */
public final class CaptureOutput implements AutoCloseable {

    private static final int ETHERNET = 1;
    private static final int LONGEST_PACKET = 262_144;
    private static final int NANOSECONDS = 1;
    private static final int HEADER_SIZE = 24;

    private final LibPcap libpcap = Native.libpcap();
    private final Path file;
    private final ByteBuffer header = NativeMemory.allocate(HEADER_SIZE);
    private final long headerAddress = NativeMemory.address(header);
    private final long capture;
    private long dump;

    /**
     * Makes the file, over one of that name, and its folders.
     *
     * @throws MachineException if it cannot be written
     */
    public CaptureOutput(Path file) {
        this.file = file.toAbsolutePath();
        try {
            Files.createDirectories(this.file.getParent());
        } catch (IOException e) {
            throw notWritten(e.toString());
        }
        capture = libpcap.pcap_open_dead_with_tstamp_precision(ETHERNET, LONGEST_PACKET, NANOSECONDS);
        dump = libpcap.pcap_dump_open(capture, this.file.toString());
        if (dump == 0) {
            String said = String.valueOf(libpcap.pcap_geterr(capture));
            libpcap.pcap_close(capture);
            throw notWritten(said);
        }
    }

    /** Writes a frame. */
    public void write(long address, int length, long nanos) {
        NativeMemory.putLong(headerAddress, nanos / 1_000_000_000L);
        NativeMemory.putLong(headerAddress + 8, nanos % 1_000_000_000L);
        NativeMemory.putInt(headerAddress + 16, length);
        NativeMemory.putInt(headerAddress + 20, length);
        libpcap.pcap_dump(dump, headerAddress, address);
    }

    /**
     * Writes what is left. May be called more than once.
     *
     * @throws MachineException if not all could be written, such as on a full disk
     */
    @Override
    public void close() {
        if (dump == 0) {
            return;
        }
        // Writing a packet reports no error; only this does.
        boolean written = libpcap.pcap_dump_flush(dump) == 0;
        libpcap.pcap_dump_close(dump);
        libpcap.pcap_close(capture);
        dump = 0;
        if (!written) {
            throw notWritten("the last of it could not be written");
        }
    }

    private MachineException notWritten(String reason) {
        return new MachineException(new Problem(
                "The capture " + file + " cannot be written",
                reason,
                "a folder that can be made and a file that can be written",
                "check permissions and free space, or write elsewhere"));
    }
}
