package io.bpftest.engine.place;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.CallException;
import io.bpftest.error.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Java's socket addresses as {@code struct sockaddr} of the kernel and back (ip(7), ipv6(7), unix(7)). */
final class SocketAddresses {

    /** The size of {@code struct sockaddr_storage}. */
    static final int ROOM = 128;

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private static final int IP4_SIZE = 16;
    private static final int IP6_SIZE = 28;
    private static final int IP6_ADDRESS = 8;

    /** The path of a Unix address begins here, and has room for 108 bytes. */
    private static final int PATH = 2;

    private SocketAddresses() {}

    /**
     * Writes an address for a socket of a family.
     *
     * @throws CallException if such a socket takes no such address
     */
    static byte[] bytes(SocketAddress address, int family) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            byte[] ip = inet.getAddress().getAddress();
            if (family == AF_INET && ip.length == 4) {
                ByteBuffer bytes = sockaddr(IP4_SIZE, family);
                putPort(bytes, inet.getPort());
                return bytes.put(ip).array();
            } else if (family == AF_INET6) {
                ByteBuffer bytes = sockaddr(IP6_SIZE, family);
                putPort(bytes, inet.getPort());
                return bytes.position(IP6_ADDRESS).put(mapped(ip)).array();
            }
        } else if (address instanceof UnixDomainSocketAddress unix && family == AF_UNIX) {
            byte[] path = unix.getPath().toString().getBytes(StandardCharsets.UTF_8);
            return sockaddr(PATH + path.length + 1, family).put(path).array();
        }
        throw new CallException(new Problem(
                "A socket of address family " + family + " takes no address such as " + address,
                address.getClass().getSimpleName() + " " + address,
                "an address of the socket's kind: IPv4, IPv6 or a UnixDomainSocketAddress",
                "use another kind of socket, or another address"));
    }

    /** Reads what the kernel wrote; null for a Unix socket without a path. */
    static @Nullable SocketAddress read(long address, int length) {
        byte[] bytes = NativeMemory.getBytes(address, Math.min(length, ROOM));
        if (bytes.length < PATH) {
            return null;
        }
        int family = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getShort();
        ByteBuffer wire = ByteBuffer.wrap(bytes);
        if (family == AF_INET && bytes.length >= IP4_SIZE) {
            return inet(wire, PATH + Short.BYTES, 4);
        } else if (family == AF_INET6 && bytes.length >= IP6_ADDRESS + 16) {
            return inet(wire, IP6_ADDRESS, 16);
        }
        return family == AF_UNIX ? unix(bytes) : null;
    }

    private static InetSocketAddress inet(ByteBuffer wire, int offset, int size) {
        byte[] ip = new byte[size];
        wire.get(offset, ip);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), Short.toUnsignedInt(wire.getShort(PATH)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable SocketAddress unix(byte[] bytes) {
        int end = PATH;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end == PATH
                ? null
                : UnixDomainSocketAddress.of(new String(bytes, PATH, end - PATH, StandardCharsets.UTF_8));
    }

    private static byte[] mapped(byte[] ip) {
        if (ip.length == 16) {
            return ip;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(ip, 0, mapped, 12, 4);
        return mapped;
    }

    private static ByteBuffer sockaddr(int size, int family) {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        return bytes.putShort((short) family);
    }

    private static void putPort(ByteBuffer bytes, int port) {
        bytes.order(ByteOrder.BIG_ENDIAN).putShort((short) port);
    }
}
