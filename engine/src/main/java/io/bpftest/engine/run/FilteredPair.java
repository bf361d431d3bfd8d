package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.ClassicCode;
import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import io.bpftest.program.ClassicInstruction;
import java.util.List;

/**
 * Two connected Unix datagram sockets. What is sent into one has arrived at the other when the call is back, or never will:
 * the sender's call runs the receiver's filter and queues what that leaves ({@code unix_dgram_sendmsg}). For one thread at
 * a time.
 */
final class FilteredPair implements AutoCloseable {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;

    private final int sender;
    private final int receiver;

    private FilteredPair(int sender, int receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /**
     * Opens two sockets, as yet without a filter.
     *
     * @throws MachineException if there are no more descriptors
     */
    static FilteredPair open() {
        long descriptors = Scratch.of(2L * Integer.BYTES);
        if (Native.sockets().socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, descriptors) < 0) {
            throw new MachineException(new Problem(
                    "A classic filter cannot run",
                    "the kernel opens no pair of Unix sockets: " + Errno.text(Native.errno()),
                    "two file descriptors for each thread that runs one",
                    "raise the limit of open files (ulimit -n)"));
        }
        return new FilteredPair(NativeMemory.getInt(descriptors), NativeMemory.getInt(descriptors + Integer.BYTES));
    }

    /** Puts a filter at the receiving end, in the place of another; gives an errno, positive, or 0. */
    int filter(List<ClassicInstruction> instructions) {
        return ClassicCode.attach(receiver, instructions);
    }

    /**
     * Sends a packet through the filter.
     *
     * @param packet one byte at least
     * @return how many bytes of it arrive, or a negative errno
     */
    int send(byte[] packet) {
        long bytes = Scratch.of(packet.length);
        NativeMemory.putBytes(bytes, packet);
        return send(bytes, packet.length);
    }

    /** As {@link #send(byte[])}, from native memory. */
    int send(long packet, int length) {
        if (Native.sockets().sendto(sender, packet, length, MSG_DONTWAIT, 0, 0, 0) < 0) {
            return -Native.errno();
        }
        // Only the length matters, and the first flag has the call tell it whatever room there is.
        long room = Scratch.of(1);
        long arrived = Native.sockets().recvfrom(receiver, room, 1, MSG_TRUNC | MSG_DONTWAIT, 0, 0, 0);
        if (arrived < 0) {
            int error = -Native.errno();
            return Errno.EAGAIN.is(error) ? 0 : error;
        }
        return (int) arrived;
    }

    @Override
    public void close() {
        Native.libc().close(sender);
        Native.libc().close(receiver);
    }
}
