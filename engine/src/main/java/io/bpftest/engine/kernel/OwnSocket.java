package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Java socket of this process by its file descriptor, which the JDK keeps to itself: {@code /proc} tells the inode of
 * the socket with the channel's addresses, and which descriptor that is.
 *
 * @param descriptor its file descriptor, owned by its channel
 */
public record OwnSocket(int descriptor) {

    private static final int SOL_SOCKET = 1;
    private static final int SO_COOKIE = 57;

    /**
     * Finds the socket of a bound channel.
     *
     * @throws RunOptionException if it is not bound, closed, or cannot be told from others
     */
    public static OwnSocket of(NetworkChannel channel) {
        try {
            SocketAddress local = channel.getLocalAddress();
            if (!(local instanceof InetSocketAddress address)) {
                throw refused(channel, "an address of " + local, "bind it to an IP address first");
            }
            String protocol = channel instanceof DatagramChannel ? "udp" : "tcp";
            List<Integer> found = descriptors(SocketTable.inodes(protocol, address, remote(channel)));
            if (found.size() != 1) {
                throw refused(
                        channel,
                        found.isEmpty()
                                ? "no socket of this thread's network namespace with its addresses"
                                : found.size() + " sockets with its addresses",
                        "use a socket of this network namespace that shares its port with no other");
            }
            return new OwnSocket(found.get(0));
        } catch (IOException e) {
            throw refused(channel, e.toString(), "use an open channel");
        }
    }

    /** The number that the kernel knows the socket by. */
    public long cookie() {
        long value = Scratch.of(2 * Long.BYTES);
        long length = value + Long.BYTES;
        NativeMemory.putInt(length, Long.BYTES);
        int error = Native.libc().getsockopt(descriptor, SOL_SOCKET, SO_COOKIE, value, length);
        if (error != 0) {
            throw new RunOptionException(new Problem(
                    "The kernel does not tell the cookie of a socket",
                    "getsockopt failed on descriptor " + descriptor,
                    "a kernel with SO_COOKIE (Linux 4.12 or newer)",
                    "use another kernel"));
        }
        return NativeMemory.getLong(value);
    }

    private static @Nullable InetSocketAddress remote(NetworkChannel channel) throws IOException {
        if (channel instanceof SocketChannel stream) {
            return (InetSocketAddress) stream.getRemoteAddress();
        }
        return channel instanceof DatagramChannel datagrams ? (InetSocketAddress) datagrams.getRemoteAddress() : null;
    }

    private static List<Integer> descriptors(List<String> inodes) throws IOException {
        List<Integer> descriptors = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path file : files) {
                if (inodes.contains(target(file))) {
                    descriptors.add(Integer.valueOf(Objects.toString(file.getFileName())));
                }
            }
        }
        return descriptors;
    }

    /** Such as {@code socket:[12345]}; empty where the file was closed since the folder was listed. */
    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static RunOptionException refused(NetworkChannel channel, String found, String remedy) {
        return new RunOptionException(new Problem(
                "The socket of " + channel + " cannot be told from others",
                found,
                "an open, bound socket of this process",
                remedy));
    }
}
