package io.bpftest.engine.netlink;

import io.bpftest.engine.ffi.Errno;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel says to a request.
 *
 * @param error 0, or a negative errno
 * @param message what it says about an error, often nothing
 * @param replies the messages it sends, from behind their netlink headers, in native order
 */
public record Answer(int error, String message, List<ByteBuffer> replies) {

    /** The error in words. */
    public String text() {
        return Errno.text(error) + (message.isEmpty() ? "" : ": " + message);
    }

    /** Finds an attribute in a run of attributes; gives its value alone. */
    public static Optional<ByteBuffer> attribute(ByteBuffer run, int start, int attribute) {
        int at = start;
        while (at + 4 <= run.limit()) {
            int length = Short.toUnsignedInt(run.getShort(at));
            int type = Short.toUnsignedInt(run.getShort(at + 2)) & 0x3fff;
            if (length < 4) {
                break;
            }
            if (type == attribute) {
                return Optional.of(run.slice(at + 4, length - 4).order(run.order()));
            }
            at += (length + 3) & ~3;
        }
        return Optional.empty();
    }
}
