package io.bpftest.lab;

import io.bpftest.error.CallException;
import io.bpftest.error.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/** What {@code getsockopt()} gave: the value that the caller sees, which programs may have changed. */
public final class OptionResult extends CallResult {

    private final byte[] bytes;

    /**
     * Records a call; engines call this.
     *
     * @param bytes the value, as long as the kernel says it is
     */
    public OptionResult(String call, int errorNumber, List<Attachment> attachments, byte[] bytes) {
        super(call, errorNumber, attachments);
        this.bytes = bytes.clone();
    }

    /** The value; empty if the call failed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The value of an option that is a number, of 32 bits in native byte order.
     *
     * @throws CallException if the call failed, or the value is no such number
     */
    public int asInt() {
        if (bytes.length != Integer.BYTES) {
            throw new CallException(new Problem(
                    "The value of a socket option is no number",
                    this.toString(),
                    "a value of 4 bytes",
                    "ask for bytes(), or assert first that the call succeeds"));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    }

    @Override
    public String outcome() {
        if (!succeeded()) {
            return super.outcome();
        }
        return "gave "
                + (bytes.length == Integer.BYTES
                        ? asInt()
                        : HexFormat.ofDelimiter(" ").formatHex(bytes));
    }
}
