package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.ReceiveResult;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/** What the calls of a socket hand over in native memory, which is the thread's until its next call. */
final class SocketMemory {

    static final int POLLIN = 1;
    static final int POLLOUT = 4;

    private static final int MOST_BYTES = 65_536;

    private SocketMemory() {}

    /** Gives the address of bytes, or of several arrays behind each other, each aligned to 8. */
    static long of(byte[]... arrays) {
        int size = 8;
        for (byte[] bytes : arrays) {
            size += Scratch.align(bytes.length);
        }
        long address = Scratch.of(size);
        long next = address;
        for (byte[] bytes : arrays) {
            NativeMemory.putBytes(next, bytes);
            next += Scratch.align(bytes.length);
        }
        return address;
    }

    /** Waits until a descriptor is ready; gives 0, or EAGAIN if it is not in time. */
    static int await(int descriptor, int events, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            // struct pollfd
            long poll = Scratch.of(8);
            NativeMemory.putInt(poll, descriptor);
            NativeMemory.putInt(poll + 4, events);
            long left = Math.max(0, end - System.nanoTime());
            int ready = Native.sockets().poll(poll, 1, (int) ((left + 999_999) / 1_000_000));
            if (ready > 0) {
                return 0;
            }
            int error = ready < 0 ? Native.errno() : ErrorNumber.EAGAIN.number();
            // The JVM sends its threads signals.
            if (error != ErrorNumber.EINTR.number()) {
                return error;
            }
        }
    }

    /** Receives once there is something. */
    static ReceiveResult receive(int descriptor, Duration limit, String call, List<Attachment> attachments) {
        int error = await(descriptor, POLLIN, limit);
        if (error != 0) {
            return new ReceiveResult(call, error, attachments, new byte[0], null);
        }
        long memory = Scratch.of(8L + SocketAddresses.ROOM + MOST_BYTES);
        long address = memory + 8;
        long data = address + SocketAddresses.ROOM;
        NativeMemory.putInt(memory, SocketAddresses.ROOM);
        long received = Native.sockets().recvfrom(descriptor, data, MOST_BYTES, 0, address, memory, 0);
        if (received < 0) {
            return new ReceiveResult(call, Native.errno(), attachments, new byte[0], null);
        }
        SocketAddress sender = SocketAddresses.read(address, NativeMemory.getInt(memory));
        return new ReceiveResult(call, 0, attachments, NativeMemory.getBytes(data, (int) received), sender);
    }
}
