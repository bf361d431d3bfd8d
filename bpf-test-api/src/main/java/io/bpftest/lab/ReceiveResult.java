package io.bpftest.lab;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a socket received; that nothing came in time is the error {@link ErrorNumber#EAGAIN}. */
public final class ReceiveResult extends CallResult {

    private final byte[] bytes;
    private final @Nullable SocketAddress sender;

    /**
     * Records a call; engines call this.
     *
     * @param bytes what came; empty if nothing did
     * @param sender who the kernel says has sent it; null for a stream
     */
    public ReceiveResult(
            String call, int errorNumber, List<Attachment> attachments, byte[] bytes, @Nullable SocketAddress sender) {
        super(call, errorNumber, attachments);
        this.bytes = bytes.clone();
        this.sender = sender;
    }

    /** What came. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** What came, as text in UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Who the kernel says has sent it; empty for a stream. */
    public Optional<SocketAddress> sender() {
        return Optional.ofNullable(sender);
    }

    @Override
    public String outcome() {
        if (!succeeded()) {
            return super.outcome();
        }
        String from = sender == null ? "" : " from " + ConnectResult.text(sender);
        return "gave \"" + text() + "\"" + from;
    }
}
