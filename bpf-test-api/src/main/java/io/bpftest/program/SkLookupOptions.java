package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import io.bpftest.packet.PacketText;
import io.bpftest.packet.Packets;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The packet or connection for which an sk_lookup program looks for a socket: {@code struct bpf_sk_lookup} of
 * {@code linux/bpf.h}. Immutable.
 *
 * <p>The ingress interface is missing on purpose: the kernel's test run refuses any.
 *
 * <p>Minimum kernel 5.13.
 */
public final class SkLookupOptions {

    /** The size of the struct in bytes. */
    public static final int SIZE = 72;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private static final int FAMILY = 8;
    private static final int PROTOCOL = 12;
    private static final int REMOTE_IP4 = 16;
    private static final int REMOTE_IP6 = 20;
    private static final int REMOTE_PORT = 36;
    private static final int LOCAL_IP4 = 40;
    private static final int LOCAL_IP6 = 44;
    private static final int LOCAL_PORT = 60;

    private final int protocol;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final byte[] struct;

    private SkLookupOptions(int protocol, InetSocketAddress remote, InetSocketAddress local) {
        this.protocol = protocol;
        this.remote = remote;
        this.local = local;
        this.struct = struct();
    }

    /**
     * Describes a TCP connection that comes in.
     *
     * @param remote the address that it comes from, written out
     * @param remotePort its port
     * @param local the address that it is for, of the same family
     * @param localPort its port
     * @throws RunOptionException if the addresses are of two families, or a port is not one
     * @throws io.bpftest.error.PacketException if an address is not one
     */
    public static SkLookupOptions tcpLookup(String remote, int remotePort, String local, int localPort) {
        return tcpLookup(at(remote, remotePort), at(local, localPort));
    }

    /** Describes a UDP packet that comes in; as {@link #tcpLookup(String, int, String, int)}. */
    public static SkLookupOptions udpLookup(String remote, int remotePort, String local, int localPort) {
        return udpLookup(at(remote, remotePort), at(local, localPort));
    }

    /** Describes a TCP connection that comes in; as {@link #tcpLookup(String, int, String, int)}. */
    public static SkLookupOptions tcpLookup(InetSocketAddress remote, InetSocketAddress local) {
        return of(TCP, remote, local);
    }

    /** Describes a UDP packet that comes in; as {@link #tcpLookup(String, int, String, int)}. */
    public static SkLookupOptions udpLookup(InetSocketAddress remote, InetSocketAddress local) {
        return of(UDP, remote, local);
    }

    /**
     * Gives the same with another protocol, by its number.
     *
     * @param number from 0 to 65535, as wide as the kernel's field
     * @throws RunOptionException beyond that
     */
    public SkLookupOptions protocol(int number) {
        if (number < 0 || number > 0xffff) {
            throw new RunOptionException(new Problem(
                    "A socket cannot be looked up by protocol " + number,
                    "protocol " + number,
                    "0 to 65535",
                    "give the number of an IP protocol, such as 6 for TCP"));
        }
        return new SkLookupOptions(number, remote, local);
    }

    /** The protocol's number. */
    public int protocol() {
        return protocol;
    }

    /** Where the packet or connection comes from. */
    public InetSocketAddress remote() {
        return remote;
    }

    /** What it is for. */
    public InetSocketAddress local() {
        return local;
    }

    /** Writes the struct, {@link #SIZE} bytes, at the buffer's position and moves that behind it; allocates nothing. */
    public void write(ByteBuffer buffer) {
        buffer.put(struct);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SkLookupOptions options
                && protocol == options.protocol
                && remote.equals(options.remote)
                && local.equals(options.local);
    }

    @Override
    public int hashCode() {
        return (protocol * 31 + remote.hashCode()) * 31 + local.hashCode();
    }

    /** Such as {@code tcp 203.0.113.7:4000 > 198.51.100.1:80}. */
    @Override
    public String toString() {
        String name = protocol == TCP ? "tcp" : protocol == UDP ? "udp" : "protocol " + protocol;
        return name + " " + text(remote) + " > " + text(local);
    }

    private static String text(InetSocketAddress address) {
        String host = PacketText.address(address.getAddress());
        return (isIp4(address) ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static InetSocketAddress at(String address, int port) {
        InetAddress host = address.indexOf(':') < 0 ? Packets.ip4(address) : Packets.ip6(address);
        if (port < 0 || port > 0xffff) {
            throw refused(
                    "A socket cannot be looked up by port " + port,
                    "port " + port + " of " + address,
                    "0 to 65535",
                    "give a port of this range");
        }
        return new InetSocketAddress(host, port);
    }

    private static SkLookupOptions of(int protocol, InetSocketAddress remote, InetSocketAddress local) {
        if (remote.isUnresolved() || local.isUnresolved()) {
            throw refused(
                    "A socket cannot be looked up by a host's name",
                    remote + " > " + local,
                    "addresses",
                    "resolve the name first, or write the address out");
        }
        if (isIp4(remote) != isIp4(local)) {
            throw refused(
                    "A socket cannot be looked up from one address family for another",
                    text(remote) + " > " + text(local),
                    "two IPv4 addresses, or two IPv6 addresses",
                    "give both addresses of one family");
        }
        return new SkLookupOptions(protocol, remote, local);
    }

    private static RunOptionException refused(String subject, String found, String required, String remedy) {
        return new RunOptionException(new Problem(subject, found, required, remedy));
    }

    private static boolean isIp4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    /** Addresses and the remote port in network order, the rest in native order. */
    private byte[] struct() {
        boolean ip4 = isIp4(local);
        ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
        buffer.putInt(FAMILY, ip4 ? AF_INET : AF_INET6).putInt(PROTOCOL, protocol);
        buffer.put(ip4 ? REMOTE_IP4 : REMOTE_IP6, remote.getAddress().getAddress());
        buffer.put(ip4 ? LOCAL_IP4 : LOCAL_IP6, local.getAddress().getAddress());
        buffer.putInt(LOCAL_PORT, local.getPort());
        buffer.order(ByteOrder.BIG_ENDIAN).putShort(REMOTE_PORT, (short) remote.getPort());
        return buffer.array();
    }
}
