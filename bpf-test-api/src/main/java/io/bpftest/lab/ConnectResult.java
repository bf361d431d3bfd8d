package io.bpftest.lab;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code connect()} gave: above all where the connection went, which programs may have changed. */
public final class ConnectResult extends CallResult {

    private final SocketAddress asked;
    private final @Nullable SocketAddress reached;

    /**
     * Records a call; engines call this.
     *
     * @param asked the address that was asked for
     * @param reached the address that the kernel connected to; null if it did not
     */
    public ConnectResult(
            String call,
            int errorNumber,
            List<Attachment> attachments,
            SocketAddress asked,
            @Nullable SocketAddress reached) {
        super(call, errorNumber, attachments);
        this.asked = asked;
        this.reached = reached;
    }

    /** The address that was asked for. */
    public SocketAddress asked() {
        return asked;
    }

    /**
     * The address that the socket is connected to, empty if it is not: what the kernel keeps ({@code /proc/net}), whatever
     * programs make {@code getpeername()} tell. Of a Unix socket, the address that was asked for.
     */
    public Optional<SocketAddress> reached() {
        return Optional.ofNullable(reached);
    }

    @Override
    public String outcome() {
        return reached == null ? super.outcome() : "went to " + text(reached);
    }

    /** Writes an address as messages show it, such as {@code 127.0.0.1:8080} or {@code [::1]:8080}. */
    public static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return address.toString();
        }
        String host = inet.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }
}
