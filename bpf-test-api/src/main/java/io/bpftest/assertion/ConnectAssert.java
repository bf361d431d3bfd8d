package io.bpftest.assertion;

import io.bpftest.lab.ConnectResult;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Assertions on what {@code connect()} gave. */
public class ConnectAssert extends AbstractCallAssert<ConnectAssert, ConnectResult> {

    /** Makes assertions on a result; see {@link BpfAssertions#assertThat(ConnectResult)}. */
    public ConnectAssert(@Nullable ConnectResult actual) {
        super(actual, ConnectAssert.class);
    }

    /**
     * Checks that the connection came about, and where it leads.
     *
     * <pre>{@code
     * assertThat(socket.connect("192.0.2.1", 80)).wentTo("127.0.0.1", 8080);  // passes: a program redirects it
     * assertThat(socket.connect("192.0.2.1", 443)).wentTo("127.0.0.1", 8080); // fails
     * }</pre>
     *
     * @param address an IP address in digits
     */
    public ConnectAssert wentTo(String address, int port) {
        return wentTo(Addresses.of(address, port));
    }

    /** As {@link #wentTo(String, int)}. */
    public ConnectAssert wentTo(SocketAddress address) {
        isNotNull();
        return check(actual.reached().filter(address::equals).isPresent(), "went to " + ConnectResult.text(address));
    }

    /** Checks that the connection came about and leads where it was asked to. */
    public ConnectAssert wentWhereAsked() {
        isNotNull();
        return wentTo(actual.asked());
    }
}
