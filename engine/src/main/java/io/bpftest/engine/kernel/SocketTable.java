package io.bpftest.engine.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sockets of this thread's network namespace, as {@code /proc/net/tcp} and its kin list them (proc(5)). */
public final class SocketTable {

    private static final Path FOLDER = Path.of("/proc/thread-self/net");

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private SocketTable() {}

    /**
     * Finds sockets by their addresses.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param remote null for none
     * @return their inodes, as {@code /proc/self/fd} writes them
     */
    static List<String> inodes(String protocol, InetSocketAddress local, @Nullable InetSocketAddress remote)
            throws IOException {
        List<String> inodes = new ArrayList<>();
        for (String file : List.of(protocol, protocol + "6")) {
            Path table = FOLDER.resolve(file);
            if (Files.exists(table)) {
                for (String line : Files.readAllLines(table)) {
                    String[] columns = line.strip().split(" +");
                    if (columns[0].endsWith(":")
                            && same(address(columns[LOCAL]), local)
                            && (remote == null ? port(columns[REMOTE]) == 0 : same(address(columns[REMOTE]), remote))) {
                        inodes.add("socket:[" + columns[INODE] + "]");
                    }
                }
            }
        }
        return inodes;
    }

    /**
     * Finds where a socket leads.
     *
     * @param protocol {@code tcp}, {@code udp} or {@code raw}
     * @param inode its inode, as {@code /proc/self/fd} writes it
     * @return the address it is connected to; empty if it is to none, or the namespace has no such socket
     */
    public static Optional<InetSocketAddress> remote(String protocol, String inode) throws IOException {
        for (String file : List.of(protocol, protocol + "6")) {
            Path table = FOLDER.resolve(file);
            if (Files.exists(table)) {
                for (String line : Files.readAllLines(table)) {
                    String[] columns = line.strip().split(" +");
                    if (columns[0].endsWith(":") && inode.equals("socket:[" + columns[INODE] + "]")) {
                        return Optional.of(address(columns[REMOTE])).filter(remote -> remote.getPort() != 0);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean same(InetSocketAddress one, InetSocketAddress other) {
        // The wildcard is one address, though Java writes it as IPv4 or IPv6.
        return one.getPort() == other.getPort()
                && (one.getAddress().equals(other.getAddress())
                        || one.getAddress().isAnyLocalAddress()
                                && other.getAddress().isAnyLocalAddress());
    }

    /** Reads words of 32 bits in native order, each as a number in hexadecimal, and a port. */
    private static InetSocketAddress address(String column) throws UnknownHostException {
        byte[] bytes = HexFormat.of().parseHex(column.substring(0, column.indexOf(':')));
        ByteBuffer words = ByteBuffer.wrap(bytes);
        ByteBuffer address = ByteBuffer.allocate(bytes.length).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            address.putInt(words.getInt());
        }
        return new InetSocketAddress(InetAddress.getByAddress(address.array()), port(column));
    }

    private static int port(String column) {
        return Integer.parseInt(column.substring(column.indexOf(':') + 1), 16);
    }
}
