package io.bpftest.lab;

import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call gave that tells an address: {@code bind()}, {@code getsockname()}, {@code getpeername()}. */
public final class AddressResult extends CallResult {

    private final @Nullable SocketAddress address;

    /**
     * Records a call; engines call this.
     *
     * @param address the address; null if there is none
     */
    public AddressResult(String call, int errorNumber, List<Attachment> attachments, @Nullable SocketAddress address) {
        super(call, errorNumber, attachments);
        this.address = address;
    }

    /** The address; empty if the call failed, and for a Unix socket without a name. */
    public Optional<SocketAddress> address() {
        return Optional.ofNullable(address);
    }

    @Override
    public String outcome() {
        return address == null ? super.outcome() : "gave " + ConnectResult.text(address);
    }
}
