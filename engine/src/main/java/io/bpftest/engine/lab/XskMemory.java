package io.bpftest.engine.lab;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.LabException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an AF_XDP socket that only receives shares with the kernel ({@code Documentation/networking/af_xdp.rst}): memory for
 * frames, a ring by which the kernel is given room, and one by which it gives frames. By the kernel's own interface, since
 * libbpf has none since 1.0.
 */
final class XskMemory implements AutoCloseable {

    static final int FRAMES = 256;

    private static final int FRAME_SIZE = 2048;
    private static final int AF_XDP = 44;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int SOL_XDP = 283;
    private static final int XDP_MMAP_OFFSETS = 1;
    private static final int XDP_RX_RING = 2;
    private static final int XDP_UMEM_REG = 4;
    private static final int XDP_UMEM_FILL_RING = 5;
    private static final int XDP_UMEM_COMPLETION_RING = 6;
    private static final int XDP_STATISTICS = 7;
    private static final short XDP_COPY = 2;
    private static final long PAGE_OF_FILL_RING = 0x1_0000_0000L;
    private static final int UMEM_SIZE = 24;
    private static final int ADDRESS_SIZE = 16;

    // struct xdp_mmap_offsets: of the rings to receive, to send, to fill, and of what was sent
    private static final int OFFSETS_SIZE = 4 * 32;
    private static final int OFFSETS_OF_FILL_RING = 2 * 32;

    // struct xdp_statistics
    private static final int STATISTICS_SIZE = 48;
    private static final int RING_WAS_FULL = 24;

    // struct xdp_desc
    private static final int DESCRIPTION_SIZE = 16;
    private static final int LENGTH = 8;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    private final LocalInterface of;
    private final int descriptor;
    private long frames;
    private @Nullable XskRing room;
    private @Nullable XskRing received;

    /** Makes a socket at a queue; called in the interface's network namespace. */
    XskMemory(LocalInterface of, int queue) {
        this.of = of;
        this.descriptor = Native.sockets().socket(AF_XDP, SOCK_RAW_CLOEXEC, 0);
        if (descriptor < 0) {
            throw refused(of, "socket(AF_XDP)", Native.errno());
        }
        try {
            share();
            bind(queue);
        } catch (BpfException e) {
            close();
            throw e;
        }
    }

    private void share() {
        long size = (long) FRAMES * FRAME_SIZE;
        long memory = Native.libc().mmap(0, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0, 0);
        if (memory == -1) {
            throw refused(of, "mmap", Native.errno());
        }
        frames = memory;
        // struct xdp_umem_reg, as it was at first
        long scratch = Scratch.of(OFFSETS_SIZE + 8);
        NativeMemory.clear(scratch, UMEM_SIZE);
        NativeMemory.putLong(scratch, frames);
        NativeMemory.putLong(scratch + 8, size);
        NativeMemory.putInt(scratch + 16, FRAME_SIZE);
        set(XDP_UMEM_REG, scratch, UMEM_SIZE);
        NativeMemory.putInt(scratch, FRAMES);
        set(XDP_UMEM_FILL_RING, scratch, Integer.BYTES);
        set(XDP_UMEM_COMPLETION_RING, scratch, Integer.BYTES);
        set(XDP_RX_RING, scratch, Integer.BYTES);
        NativeMemory.putInt(scratch + OFFSETS_SIZE, OFFSETS_SIZE);
        check("getsockopt(XDP_MMAP_OFFSETS)", () -> Native.sockets()
                .getsockopt(descriptor, SOL_XDP, XDP_MMAP_OFFSETS, scratch, scratch + OFFSETS_SIZE));
        XskRing fill =
                XskRing.map(of, descriptor, PAGE_OF_FILL_RING, scratch + OFFSETS_OF_FILL_RING, Long.BYTES, FRAMES);
        room = fill;
        received = XskRing.map(of, descriptor, 0, scratch, DESCRIPTION_SIZE, FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            fill.produce((long) i * FRAME_SIZE);
        }
    }

    private void set(int option, long value, int length) {
        check("setsockopt of AF_XDP, " + option, () -> Native.sockets()
                .setsockopt(descriptor, SOL_XDP, option, value, length));
    }

    private void bind(int queue) {
        // struct sockaddr_xdp
        long address = Scratch.of(ADDRESS_SIZE);
        NativeMemory.clear(address, ADDRESS_SIZE);
        NativeMemory.putShort(address, (short) AF_XDP);
        NativeMemory.putShort(address + 2, XDP_COPY);
        NativeMemory.putInt(address + 4, of.index());
        NativeMemory.putInt(address + 8, queue);
        check("bind to queue " + queue, () -> Native.sockets().bind(descriptor, address, ADDRESS_SIZE));
    }

    private void check(String call, IntSupplier made) {
        if (made.getAsInt() < 0) {
            throw refused(of, call, Native.errno());
        }
    }

    int descriptor() {
        return descriptor;
    }

    /** Takes the next frame, if there is one. */
    Optional<byte[]> take() {
        XskRing full = received;
        XskRing empty = room;
        if (full == null || empty == null || !full.hasEntry()) {
            return Optional.empty();
        }
        long description = full.entry();
        long at = NativeMemory.getLong(description);
        byte[] frame = NativeMemory.getBytes(frames + at, NativeMemory.getInt(description + LENGTH));
        full.consumed();
        empty.produce(at - at % FRAME_SIZE);
        return Optional.of(frame);
    }

    /** How many frames the kernel had no room for. */
    long lost() {
        long statistics = Scratch.of(STATISTICS_SIZE + 8);
        NativeMemory.clear(statistics, STATISTICS_SIZE);
        NativeMemory.putInt(statistics + STATISTICS_SIZE, STATISTICS_SIZE);
        Native.sockets().getsockopt(descriptor, SOL_XDP, XDP_STATISTICS, statistics, statistics + STATISTICS_SIZE);
        return NativeMemory.getLong(statistics) + NativeMemory.getLong(statistics + RING_WAS_FULL);
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
        if (received != null) {
            received.unmap();
        }
        if (room != null) {
            room.unmap();
        }
        if (frames != 0) {
            Native.libc().munmap(frames, (long) FRAMES * FRAME_SIZE);
        }
    }

    /** Says what the kernel has against a socket. */
    static BpfException refused(LocalInterface of, String call, int error) {
        String subject = "No AF_XDP socket can be made at " + of;
        String found = call + ": " + Errno.text(error);
        if (Errno.EPERM.is(-error) || Errno.ENOBUFS.is(-error)) {
            return new PrivilegeException(new Problem(
                    subject,
                    found,
                    "CAP_NET_RAW, and " + FRAMES * FRAME_SIZE / 1024 + " KiB of memory that may be locked",
                    "run as root, give this capability, or raise the limit on locked memory (ulimit -l)"));
        }
        if (Errno.EBUSY.is(-error)) {
            return new LabException(new Problem(
                    subject, "its queue has one; " + found, "a queue without such a socket", "close the other first"));
        }
        return new FeatureMissingException(
                new Problem(subject, found, "Linux 5.4 or newer, with CONFIG_XDP_SOCKETS", "use another kernel"));
    }
}
