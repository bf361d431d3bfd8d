package io.bpftest.engine.pcap;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A filter of libpcap's, compiled for one capture. */
final class PacketFilter implements AutoCloseable {

    /** {@code struct bpf_program}. */
    private static final int SIZE = 16;

    private final ByteBuffer program = NativeMemory.allocate(SIZE);
    private final long address = NativeMemory.address(program);

    /**
     * Compiles it.
     *
     * @throws io.bpftest.error.PacketException if libpcap does not take the expression
     */
    PacketFilter(long capture, Path file, String expression) {
        // One thread at a time, as libpcap before 1.8 wants it.
        synchronized (PacketFilter.class) {
            if (Native.libpcap().pcap_compile(capture, address, expression, 1, 0) != 0) {
                throw CaptureProblem.noFilter(
                        file, expression, String.valueOf(Native.libpcap().pcap_geterr(capture)));
            }
        }
    }

    boolean takes(long header, long data) {
        return Native.libpcap().pcap_offline_filter(address, header, data) != 0;
    }

    @Override
    public void close() {
        Native.libpcap().pcap_freecode(address);
    }
}
