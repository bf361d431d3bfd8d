package io.bpftest.assertion;

import io.bpftest.lab.ConnectResult;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.ReceiveResult;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Assertions on what a socket received. */
public class ReceiveAssert extends AbstractCallAssert<ReceiveAssert, ReceiveResult> {

    /** Makes assertions on a result; see {@link BpfAssertions#assertThat(ReceiveResult)}. */
    public ReceiveAssert(@Nullable ReceiveResult actual) {
        super(actual, ReceiveAssert.class);
    }

    /**
     * Checks what was received, as text in UTF-8.
     *
     * <pre>{@code
     * assertThat(server.receive()).gives("hello"); // passes
     * assertThat(server.receive()).gives("world"); // fails
     * }</pre>
     */
    public ReceiveAssert gives(String text) {
        isNotNull();
        return check(actual.succeeded() && actual.text().equals(text), "gave \"" + text + "\"");
    }

    /**
     * Checks who the kernel says has sent it.
     *
     * @param address an IP address in digits
     */
    public ReceiveAssert isFrom(String address, int port) {
        return isFrom(Addresses.of(address, port));
    }

    /** As {@link #isFrom(String, int)}. */
    public ReceiveAssert isFrom(SocketAddress address) {
        isNotNull();
        return check(
                actual.sender().filter(address::equals).isPresent(),
                "gave something from " + ConnectResult.text(address));
    }

    /** Checks that nothing came in time. */
    public ReceiveAssert givesNothing() {
        return isRefusedWith(ErrorNumber.EAGAIN);
    }
}
