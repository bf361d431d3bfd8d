package io.bpftest.engine.place;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.SocketTable;
import io.bpftest.lab.AddressResult;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.SocketKind;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two addresses of a socket: as its calls tell them, which programs may change, and as the kernel keeps them. */
final class SocketNames {

    private SocketNames() {}

    /** What a call told: an error, or an address, null where there is none. */
    record Name(int error, @Nullable SocketAddress address) {

        AddressResult result(String call, List<Attachment> attachments) {
            return new AddressResult(call, error, attachments, address);
        }
    }

    private interface Call {
        int make(int socket, long address, long length);
    }

    /** The socket's own address. */
    static Name own(int socket) {
        return name(socket, Native.sockets()::getsockname);
    }

    /** The address at the other end. */
    static Name peer(int socket) {
        return name(socket, Native.sockets()::getpeername);
    }

    /**
     * Where a connected socket really leads, which {@code getpeername()} need not tell.
     *
     * @param asked the answer for a socket that the kernel's tables of addresses lack
     */
    static @Nullable SocketAddress reached(int socket, SocketKind kind, SocketAddress asked) {
        String table =
                switch (kind) {
                    case TCP4, TCP6 -> "tcp";
                    case UDP4, UDP6 -> "udp";
                    case ICMP4, UNIX_STREAM, UNIX_DATAGRAM -> "";
                };
        if (table.isEmpty()) {
            return asked;
        }
        try {
            String inode =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket)).toString();
            return SocketTable.remote(table, inode).orElse(null);
        } catch (IOException e) {
            return peer(socket).address();
        }
    }

    private static Name name(int socket, Call call) {
        long memory = Scratch.of(8L + SocketAddresses.ROOM);
        NativeMemory.putInt(memory, SocketAddresses.ROOM);
        int error = CallSite.errno(() -> call.make(socket, memory + 8, memory));
        return new Name(error, error == 0 ? SocketAddresses.read(memory + 8, NativeMemory.getInt(memory)) : null);
    }
}
