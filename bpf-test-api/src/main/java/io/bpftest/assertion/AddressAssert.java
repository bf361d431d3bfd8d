package io.bpftest.assertion;

import io.bpftest.lab.AddressResult;
import io.bpftest.lab.ConnectResult;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Assertions on a call that tells an address. */
public class AddressAssert extends AbstractCallAssert<AddressAssert, AddressResult> {

    /** Makes assertions on a result; see {@link BpfAssertions#assertThat(AddressResult)}. */
    public AddressAssert(@Nullable AddressResult actual) {
        super(actual, AddressAssert.class);
    }

    /**
     * Checks the address.
     *
     * <pre>{@code
     * assertThat(socket.bind("127.0.0.1", 80)).gives("127.0.0.1", 8080); // passes: a program changes the port
     * assertThat(socket.peerAddress()).gives("127.0.0.1", 8080);         // fails: a program hides it
     * }</pre>
     *
     * @param address an IP address in digits
     */
    public AddressAssert gives(String address, int port) {
        return gives(Addresses.of(address, port));
    }

    /** As {@link #gives(String, int)}. */
    public AddressAssert gives(SocketAddress address) {
        isNotNull();
        return check(actual.address().filter(address::equals).isPresent(), "gave " + ConnectResult.text(address));
    }
}
