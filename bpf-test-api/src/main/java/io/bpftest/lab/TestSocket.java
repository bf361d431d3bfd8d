package io.bpftest.lab;

import io.bpftest.map.KernelSocket;
import io.bpftest.packet.Packets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A socket whose calls tell the kernel's own results. It belongs to where it was opened, such as a control group, and each
 * of its calls is made there. Addresses are {@link InetSocketAddress} or {@link java.net.UnixDomainSocketAddress}.
 *
 * <p>It sets no options of its own and asks for none, so that programs see the test's calls only. Calls that wait do so for 5
 * seconds at most.
 */
public interface TestSocket extends KernelSocket, AutoCloseable {

    /** What {@link #receive()} and {@link #accept()} wait at most. */
    Duration LIMIT = Duration.ofSeconds(5);

    /** What kind it is. */
    SocketKind kind();

    /** Binds to an address; gives the address as {@code getsockname()} tells it then. */
    AddressResult bind(SocketAddress address);

    /** As {@link #bind(SocketAddress)}, to an IP address in digits; port 0 lets the kernel choose. */
    default AddressResult bind(String address, int port) {
        return bind(address(address, port));
    }

    /** Listens for connections. */
    CallResult listen();

    /**
     * Takes a connection.
     *
     * @throws io.bpftest.error.CallException if none comes, or the kernel gives none
     */
    TestSocket accept();

    /** Connects; gives where the connection went. A connection that does not come about in time fails with ETIMEDOUT. */
    ConnectResult connect(SocketAddress address);

    /** As {@link #connect(SocketAddress)}, to an IP address in digits. */
    default ConnectResult connect(String address, int port) {
        return connect(address(address, port));
    }

    /** Sends to what the socket is connected to, all of it or as much as the kernel takes at once. */
    CallResult send(byte[] bytes);

    /** As {@link #send(byte[])}, a text in UTF-8. */
    default CallResult send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a datagram to an address. */
    CallResult sendTo(SocketAddress address, byte[] bytes);

    /** As {@link #sendTo(SocketAddress, byte[])}, a text in UTF-8 to an IP address in digits. */
    default CallResult sendTo(String address, int port, String text) {
        return sendTo(address(address, port), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Receives a datagram, or what a stream holds, of at most 64 KB; waits for it. An ended stream gives no bytes. */
    default ReceiveResult receive() {
        return receive(LIMIT);
    }

    /** As {@link #receive()}, with another limit; zero does not wait. */
    ReceiveResult receive(Duration limit);

    /** The socket's own address, as {@code getsockname()} tells it. */
    AddressResult localAddress();

    /** The address at the other end, as {@code getpeername()} tells it. */
    AddressResult peerAddress();

    /**
     * Asks for an option.
     *
     * @param level the level's number, such as 1 for {@code SOL_SOCKET} or 6 for {@code IPPROTO_TCP}
     * @param option the option's number at that level
     * @param length how many bytes there is room for
     */
    OptionResult option(int level, int option, int length);

    /** As {@link #option(int, int, int)}, with room for a number of 32 bits. */
    default OptionResult option(int level, int option) {
        return option(level, option, Integer.BYTES);
    }

    /** Sets an option to bytes. */
    CallResult setOption(int level, int option, byte[] value);

    /** Sets an option to a number of 32 bits. */
    CallResult setOption(int level, int option, int value);

    /** Closes it; the second time it does nothing. */
    @Override
    void close();

    /** Reads an IP address in digits; asks no name server. */
    private static InetSocketAddress address(String address, int port) {
        InetAddress ip = address.contains(":") ? Packets.ip6(address) : Packets.ip4(address);
        return new InetSocketAddress(ip, port);
    }
}
